/**
 * Programs of ours that call a submission of the functions contract, inside, with its own interpreter: `fit` on the training
 * rows, `predict` on the test rows, and where rows stand alone both again out of fold, for validation.csv. The task is in
 * /in/about.json. Argument: the file that declares the functions.
 */
export const PYTHON_HARNESS = `import importlib.util, inspect, json, os, sys, time
import numpy as np, pandas as pd

with open('/in/about.json') as file:
    about = json.load(file)
classes = about['classes'] if about['task'] in ('binary', 'multiclass') else []
whole = bool(classes) and all(c.lstrip('-').isdigit() and str(int(c)) == c for c in classes)
kind = {about['target']: int if whole else str} if classes else {}
train = pd.read_csv('data/train.csv', dtype=kind)
test = pd.read_csv('data/test.csv')
X, y = train.drop(columns=['id', about['target']]), train[about['target']]
test_id, test = test['id'], test[X.columns]

path = sys.argv[1]
sys.path.insert(0, os.getcwd())
spec = importlib.util.spec_from_file_location('submission', path)
module = importlib.util.module_from_spec(spec)
sys.modules['submission'] = module
spec.loader.exec_module(module)

def takes_model(function):
    return len([p for p in inspect.signature(function).parameters.values()
                if p.default is p.empty and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]) > 1

def run(X, y, Z):
    model = module.fit(X, y)
    call = lambda f: np.asarray(f(model, Z) if takes_model(f) else f(Z))
    columns = {'prediction': call(module.predict).ravel()}
    if classes and hasattr(module, 'predict_proba'):
        proba = call(module.predict_proba)
        seen = [str(c) for c in np.unique(y)]
        if about['task'] == 'binary':
            columns['probability'] = proba if proba.ndim == 1 else proba[:, seen.index(classes[1])]
        else:
            for c in classes:
                columns['proba_' + c] = proba[:, seen.index(c)] if c in seen else np.zeros(len(Z))
    return pd.DataFrame(columns, index=Z.index)

def with_ids(ids, frame, name):
    frame.insert(0, 'id', ids)
    frame.to_csv(name, index=False)

def folds(y, k, seed):
    order = np.random.RandomState(seed).permutation(len(y))
    if classes:
        order = order[np.argsort(np.asarray(y)[order], kind='stable')]
    fold = np.empty(len(y), dtype=int)
    fold[order] = np.arange(len(y)) % k
    return fold

began = time.process_time()
with_ids(test_id, run(X, y, test), 'predictions.csv')
once = time.process_time() - began
if about['folds']:
    if time.process_time() + once * about['folds'] > 0.8 * about['cpuSeconds']:
        print(f"validation.csv: not made, one fit took {once:.1f} s of {about['cpuSeconds']} s")
    else:
        fold = folds(y, about['folds'], about['seed'])
        parts = [run(X[fold != k], y[fold != k], X[fold == k]) for k in range(about['folds'])]
        out = pd.concat(parts).loc[X.index]
        with_ids(train['id'], out, 'validation.csv')
`;

export const R_HARNESS = `about <- local({
  lines <- readLines('/in/about.txt', encoding = 'UTF-8')
  split <- regexpr(' ', lines)
  values <- substring(lines, split + 1)
  names <- substring(lines, 1, split - 1)
  list(task = values[names == 'task'], target = values[names == 'target'], classes = values[names == 'class'],
       folds = as.integer(values[names == 'folds']), seed = as.integer(values[names == 'seed']),
       cpu = as.numeric(values[names == 'cpuSeconds']))
})
is_class <- about$task %in% c('binary', 'multiclass')
train <- read.csv('data/train.csv', check.names = FALSE, stringsAsFactors = FALSE, encoding = 'UTF-8')
test <- read.csv('data/test.csv', check.names = FALSE, stringsAsFactors = FALSE, encoding = 'UTF-8')
features <- setdiff(names(train), c('id', about$target))
words <- features[!vapply(train[features], is.numeric, TRUE)]
for (name in words) {
  levels <- sort(unique(c(as.character(train[[name]]), as.character(test[[name]]))))
  train[[name]] <- factor(train[[name]], levels = levels)
  test[[name]] <- factor(test[[name]], levels = levels)
}
X <- train[features]
y <- if (is_class) {
  told <- read.csv('data/train.csv', check.names = FALSE, colClasses = 'character', encoding = 'UTF-8')[[about$target]]
  factor(told, levels = about$classes)
} else train[[about$target]]

submission <- new.env(parent = globalenv())
sys.source(commandArgs(trailingOnly = TRUE)[1], envir = submission, keep.source = TRUE)
own <- mget(c('fit', 'predict', 'predict_proba'), envir = submission, ifnotfound = list(NULL), inherits = FALSE)
# Within them, predict is R's own again.
rm('predict', envir = submission)

run <- function(X, y, Z) {
  model <- own$fit(X, y)
  call <- function(f) if (length(formals(f)) > 1) f(model, Z) else f(Z)
  out <- data.frame(prediction = as.character(call(own$predict)), stringsAsFactors = FALSE)
  if (is_class && !is.null(own$predict_proba)) {
    proba <- call(own$predict_proba)
    if (about$task == 'binary')
      out$probability <- if (is.null(dim(proba))) as.numeric(proba) else as.numeric(proba[, about$classes[2]])
    else for (name in about$classes) out[[paste0('proba_', name)]] <- as.numeric(proba[, name])
  }
  out
}
write <- function(id, out, name)
  write.csv(cbind(data.frame(id = id), out), name, row.names = FALSE, quote = FALSE)
spent <- function() sum(proc.time()[c(1, 2, 4, 5)], na.rm = TRUE)

began <- spent()
write(test$id, run(X, y, test[features]), 'predictions.csv')
once <- spent() - began
if (about$folds > 0) {
  if (spent() + once * about$folds > 0.8 * about$cpu) {
    cat(sprintf('validation.csv: not made, one fit took %.1f s of %g s\\n', once, about$cpu))
  } else {
    set.seed(about$seed)
    order <- sample(nrow(X))
    if (is_class) order <- order[order(as.integer(y)[order])]
    fold <- integer(nrow(X))
    fold[order] <- (seq_along(order) - 1L) %% about$folds
    out <- NULL
    for (k in seq_len(about$folds) - 1L) {
      part <- run(X[fold != k, , drop = FALSE], y[fold != k], X[fold == k, , drop = FALSE])
      part$row <- which(fold == k)
      out <- rbind(out, part)
    }
    out <- out[order(out$row), setdiff(names(out), 'row'), drop = FALSE]
    write(train$id, out, 'validation.csv')
  }
}
`;

export const JAVASCRIPT_HARNESS = `import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const about = JSON.parse(readFileSync('/in/about.json', 'utf8'));
const isClass = about.task === 'binary' || about.task === 'multiclass';

function table(path) {
  const cells = [[]];
  const text = readFileSync(path, 'utf8').replace(/^\\uFEFF/, '');
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\\r\\n]*))(,|\\r?\\n|$)/g)) {
    cells.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '') break;
    if (end !== ',') cells.push([]);
  }
  const [names, ...rows] = cells.filter((row) => row.length > 1 || row[0] !== '');
  return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? ''])));
}

const [train, test] = ['data/train.csv', 'data/test.csv'].map(table);
const features = Object.keys(train[0]).filter((name) => name !== 'id' && name !== about.target);
const isNumber = (value) => value === '' || Number.isFinite(Number(value));
const numeric = new Set(features.filter((name) => [...train, ...test].every((row) => isNumber(row[name]))));
const valueOf = (name, value) => (!numeric.has(name) ? value : value === '' ? null : Number(value));
const rowOf = (row) => Object.fromEntries(features.map((name) => [name, valueOf(name, row[name])]));
const X = train.map(rowOf);
const Z = test.map(rowOf);
const y = train.map((row) => (isClass ? row[about.target] : Number(row[about.target])));

const submission = await import(pathToFileURL(process.argv[2]).href);

async function run(X, y, Z) {
  const model = await submission.fit(X, y);
  const call = async (f) => Array.from(await (f.length > 1 ? f(model, Z) : f(Z)));
  const columns = { prediction: await call(submission.predict) };
  if (isClass && submission.predict_proba) {
    const proba = await call(submission.predict_proba);
    const seen = [...new Set(y)].sort();
    const share = (row, name) => (Array.isArray(row) || ArrayBuffer.isView(row) ? (row[seen.indexOf(name)] ?? 0) : row);
    if (about.task === 'binary') columns.probability = proba.map((row) => share(row, about.classes[1]));
    else for (const name of about.classes) columns['proba_' + name] = proba.map((row) => share(row, name));
  }
  return columns;
}

const quoted = (value) => (/[",\\n]/.test(String(value)) ? '"' + String(value).replaceAll('"', '""') + '"' : value);
function write(rows, columns, name) {
  const names = Object.keys(columns);
  const lines = rows.map(({ id }, at) => [id, ...names.map((column) => quoted(columns[column][at]))].join(','));
  writeFileSync(name, [['id', ...names.map(quoted)].join(','), ...lines, ''].join('\\n'));
}

function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function foldsOf(y, k, seed) {
  const draw = random(seed);
  const order = y.map((_, at) => at);
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(draw() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  if (isClass) order.sort((a, b) => (y[a] < y[b] ? -1 : y[a] > y[b] ? 1 : 0));
  const fold = [];
  order.forEach((row, at) => (fold[row] = at % k));
  return fold;
}

const seconds = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };
const began = seconds();
write(test, await run(X, y, Z), 'predictions.csv');
const once = seconds() - began;
if (about.folds) {
  if (seconds() + once * about.folds > 0.8 * about.cpuSeconds)
    console.log('validation.csv: not made, one fit took ' + once.toFixed(1) + ' s of ' + about.cpuSeconds + ' s');
  else {
    const fold = foldsOf(y, about.folds, about.seed);
    const out = {};
    for (let k = 0; k < about.folds; k++) {
      const inside = (rows) => rows.filter((_, at) => fold[at] === k);
      const outside = (rows) => rows.filter((_, at) => fold[at] !== k);
      const columns = await run(outside(X), outside(y), inside(X));
      const at = fold.flatMap((each, row) => (each === k ? [row] : []));
      for (const [name, values] of Object.entries(columns)) {
        out[name] ??= [];
        values.forEach((value, i) => (out[name][at[i]] = value));
      }
    }
    write(train, out, 'validation.csv');
  }
}
`;
