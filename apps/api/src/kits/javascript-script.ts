import type { ScriptFacts } from '@holdout/contracts';

/** A linear model on scaled and encoded columns, fitted by gradient descent, in plain JavaScript. */
export function javascriptScript({ task, targetName, classes }: ScriptFacts): string {
  const isClass = task !== 'regression';
  const answer = !isClass
    ? `const answer = (p) => [p[0] * spread + centre];`
    : task === 'binary'
      ? `const answer = (p) => [classes[p.indexOf(Math.max(...p))], p[1]];`
      : `const answer = (p) => [classes[p.indexOf(Math.max(...p))], ...p];`;
  const header = !isClass
    ? `['id', 'prediction']`
    : task === 'binary'
      ? `['id', 'prediction', 'probability']`
      : `['id', 'prediction', ...classes.map((name) => 'proba_' + name)]`;
  return `import { readFileSync, writeFileSync } from 'node:fs';

const target = ${JSON.stringify(targetName)};
${isClass ? `const classes = ${JSON.stringify(classes)};\n` : ''}
/** Rows as objects by column. */
function read(name) {
  const rows = [[]];
  const text = readFileSync(name, 'utf8').replace(/^\\uFEFF/, '');
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\\r\\n]*))(,|\\r?\\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  const [names, ...others] = rows.filter((row) => row.length > 1);
  return others.map((row) => Object.fromEntries(names.map((column, at) => [column, row[at]])));
}
const train = read('data/train.csv');
const test = read('data/test.csv');
const columns = Object.keys(test[0]).filter((name) => name !== 'id');

/** Each column as numbers of mean 0 and deviation 1; a text column as one of them for each of its 30 most frequent values. */
const makers = columns.flatMap((name) => {
  const values = train.map((row) => row[name]);
  const isNumber = [...train, ...test].every((row) => row[name] === '' || Number.isFinite(Number(row[name])));
  if (!isNumber) {
    const count = Map.groupBy(values, (value) => value);
    const frequent = [...count].sort((a, b) => b[1].length - a[1].length).slice(0, 30);
    return frequent.map(([value]) => (row) => (row[name] === value ? 1 : 0));
  }
  const numbers = values.filter((value) => value !== '').map(Number);
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const deviation = Math.sqrt(numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length) || 1;
  return [(row) => (row[name] === '' ? 0 : (Number(row[name]) - mean) / deviation)];
});
const encoded = (rows) => rows.map((row) => [1, ...makers.map((make) => make(row))]);
const X = encoded(train);
const Z = encoded(test);
${
  isClass
    ? `const Y = train.map((row) => classes.map((name) => (row[target] === name ? 1 : 0)));
function link(p) {
  const top = Math.max(...p);
  const parts = p.map((value) => Math.exp(value - top));
  const sum = parts.reduce((a, b) => a + b, 0);
  return parts.map((value) => value / sum);
}`
    : `const numbers = train.map((row) => Number(row[target]));
const centre = numbers.reduce((a, b) => a + b, 0) / numbers.length;
const spread = Math.sqrt(numbers.reduce((sum, value) => sum + (value - centre) ** 2, 0) / numbers.length) || 1;
const Y = numbers.map((value) => [(value - centre) / spread]);
const link = (p) => p;`
}

const output = (weights, row) => link(weights.map((w) => w.reduce((sum, value, at) => sum + value * row[at], 0)));
function fit(X, Y, rounds = 300) {
  const width = X[0].length;
  const step = 1 / width;
  const weights = Y[0].map(() => new Float64Array(width));
  const speed = Y[0].map(() => new Float64Array(width));
  for (let round = 0; round < rounds; round++) {
    const slope = Y[0].map(() => new Float64Array(width));
    X.forEach((row, at) => {
      const p = output(weights, row);
      for (let k = 0; k < p.length; k++) {
        const miss = (p[k] - Y[at][k]) / X.length;
        for (let j = 0; j < width; j++) slope[k][j] += miss * row[j];
      }
    });
    for (let k = 0; k < weights.length; k++)
      for (let j = 0; j < width; j++) {
        speed[k][j] = 0.9 * speed[k][j] - step * (slope[k][j] + (j > 0 ? 1e-3 * weights[k][j] : 0));
        weights[k][j] += speed[k][j];
      }
  }
  return weights;
}

${answer}
const cell = (value) => (/[",\\n]/.test(String(value)) ? '"' + String(value).replaceAll('"', '""') + '"' : value);
function write(name, rows, outputs) {
  const lines = rows.map(({ id }, at) => [id, ...answer(outputs[at])]);
  writeFileSync(name, [${header}, ...lines].map((line) => line.map(cell).join(',')).join('\\n') + '\\n');
}

const outOfFold = [];
for (let k = 0; k < 5; k++) {
  const outside = (_, at) => (at * 7919) % 5 !== k;
  const weights = fit(X.filter(outside), Y.filter(outside));
  X.forEach((row, at) => {
    if (!outside(row, at)) outOfFold[at] = output(weights, row);
  });
}
write('validation.csv', train, outOfFold);
const weights = fit(X, Y);
write('predictions.csv', test, Z.map((row) => output(weights, row)));
`;
}
