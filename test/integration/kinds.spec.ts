import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { CodeRuntime, Submission } from '@holdout/contracts';
import { zipMember } from '@holdout/ml/sandbox';

import { Laboratory } from '../support/laboratory';
import { VENV } from '../support/venv';
import { SANDBOX } from '../support/worker';
import { zipOf } from '../support/zip';

const DATA = join(__dirname, '../../../shared/data');
const there = existsSync(DATA);
const R = existsSync('/usr/bin/Rscript');
if (!SANDBOX || !there) console.warn('kinds.spec: skipped, no bubblewrap or no ../shared/data');
else if (!R) console.warn('kinds.spec: skipped in part, R is not installed');
const run = SANDBOX && there ? describe : describe.skip;
const withR = R ? it : it.skip;

jest.setTimeout(120_000);

const SCIKIT = `import pandas as pd
from sklearn.ensemble import RandomForestRegressor
train, test = pd.read_csv('data/train.csv'), pd.read_csv('data/test.csv')
X = train.drop(columns=['id', 'score'])
model = RandomForestRegressor(50, random_state=1).fit(X, train['score'])
pd.DataFrame({'id': test['id'], 'prediction': model.predict(test[X.columns])}).to_csv('predictions.csv', index=False)
`;

const R_FOREST = `library(randomForest)
train <- read.csv("data/train.csv"); test <- read.csv("data/test.csv")
model <- randomForest(score ~ . - id, data = train, ntree = 100)
write.csv(data.frame(id = test$id, prediction = predict(model, test)), "predictions.csv", row.names = FALSE)
`;

const R_GLM = `# library(keras) would not be here
train <- read.csv("data/train.csv", stringsAsFactors = TRUE)
test <- read.csv("data/test.csv", stringsAsFactors = TRUE)
train$risk <- factor(train$risk, levels = c("bad", "good"))
model <- glm(risk ~ . - id, data = train, family = binomial)
p <- predict(model, test, type = "response")
write.csv(data.frame(id = test$id, prediction = ifelse(p > 0.5, "good", "bad"), probability = p), "predictions.csv", row.names = FALSE)
`;

const MARKDOWN = `---
title: Vinos
---
Texto con \`r 1 + 1\` en línea.

\`\`\`{r setup, eval=FALSE}
install.packages("caret")
\`\`\`

\`\`\`{r datos}
train <- read.csv("data/train.csv"); test <- read.csv("data/test.csv")
\`\`\`

\`\`\`{python}
raise SystemExit
\`\`\`

\`\`\`{r modelo}
model <- lm(score ~ . - id, data = train)
write.csv(data.frame(id = test$id, prediction = predict(model, test)), "predictions.csv", row.names = FALSE)
\`\`\`
`;

const notebook = (cells: readonly (readonly [type: string, source: string])[], kernel = 'python') =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: kernel, language: kernel === 'ir' ? 'R' : 'python' } },
    cells: cells.map(([type, source]) => ({
      cell_type: type,
      source: source.split(/(?<=\n)/),
      metadata: {},
      ...(type === 'code' && { outputs: [{ output_type: 'stream', text: 'x' }] }),
    })),
  });

const PYTHON_FUNCTIONS = `from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import OneHotEncoder
from sklearn.compose import make_column_transformer, make_column_selector
from sklearn.pipeline import make_pipeline
def fit(X, y):
    words = make_column_selector(dtype_include=object)
    encode = make_column_transformer((OneHotEncoder(handle_unknown='ignore'), words), remainder='passthrough')
    return make_pipeline(encode, LogisticRegression(max_iter=2000)).fit(X, y)
def predict(model, X):
    return model.predict(X)
def predict_proba(model, X):
    return model.predict_proba(X)
`;

const R_FUNCTIONS = `model <- NULL
fit <- function(X, y) model <<- glm(y ~ ., data = cbind(X, y = y), family = binomial)
predict_proba <- function(X) predict(model, X, type = "response")
predict <- function(X) ifelse(predict_proba(X) > 0.5, "good", "bad")
`;

const JAVASCRIPT = `import { readFileSync, writeFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
const read = (name: string): string[][] =>
  readFileSync(name, 'utf8').trim().split(/\\r?\\n/).map((line) => line.split(','));
const [head, ...train] = read('data/train.csv');
const [names, ...test] = read('data/test.csv');
const columns = names.filter((name) => name !== 'id');
const of = (rows: string[][], header: string[]) => rows.map((row) => columns.map((name) => Number(row[header.indexOf(name)])));
const X = tf.tensor2d(of(train, head)), y = tf.tensor2d(train.map((row) => [Number(row[head.indexOf('score')])]));
const { mean, variance } = tf.moments(X, 0);
const scaled = (t: tf.Tensor) => t.sub(mean).div(variance.sqrt());
const model = tf.sequential();
model.add(tf.layers.dense({ units: 8, activation: 'relu', inputShape: [columns.length], kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }) }));
model.add(tf.layers.dense({ units: 1, kernelInitializer: tf.initializers.glorotUniform({ seed: 2 }) }));
model.compile({ optimizer: tf.train.adam(0.02), loss: 'meanSquaredError' });
await model.fit(scaled(X), y, { epochs: 40, batchSize: 64, shuffle: false, verbose: 0 });
const p = (model.predict(scaled(tf.tensor2d(of(test, names)))) as tf.Tensor).dataSync();
writeFileSync('predictions.csv', 'id,prediction\\n' + test.map((row, i) => row[names.indexOf('id')] + ',' + p[i]).join('\\n'));
console.log(tf.getBackend());
`;

const JAVASCRIPT_FUNCTIONS = `/** k nearest neighbours of scaled columns. */
export function fit(X, y) {
  const names = Object.keys(X[0]);
  const scale = names.map((name) => Math.max(...X.map((row) => Math.abs(row[name]))) || 1);
  return { names, scale, rows: X.map((row) => names.map((name, at) => row[name] / scale[at])), y };
}
export function predict(model, X) {
  return X.map((row) => {
    const own = model.names.map((name, at) => row[name] / model.scale[at]);
    const far = model.rows.map((other, i) => [other.reduce((sum, v, at) => sum + (v - own[at]) ** 2, 0), model.y[i]]);
    return far.sort((a, b) => a[0] - b[0]).slice(0, 15).reduce((sum, [, v]) => sum + v, 0) / 15;
  });
}
`;

run('every kind of code, on real data, through the API', () => {
  let lab: Laboratory;
  let wine: string;
  let credit: string;

  beforeAll(async () => {
    lab = await Laboratory.open({ HOLDOUT_VENV: VENV });
    chmodSync(lab.t.data, 0o711);
    const { kinds, packages } = await lab.worker.prove();
    await lab.t.world.aWorker(kinds);
    await lab.t.db.query('UPDATE workers SET packages = $1', [JSON.stringify(packages)]);
    const read = (name: string) => readFileSync(join(DATA, name));
    const wines = await lab.aSplit(read('wine-red.csv'));
    wine = (
      await lab.published(wines.version.id, {
        target: { kind: 'column', column: 'score' },
        task: 'regression',
        metric: 'r2',
      })
    ).id;
    const loans = await lab.aSplit(read('german-credit.csv'), {
      method: 'stratified',
      column: 'risk',
    });
    credit = (
      await lab.published(loans.version.id, {
        target: { kind: 'column', column: 'risk' },
        task: 'binary',
        metric: 'roc_auc',
        positive: 'good',
      })
    ).id;
  });
  afterAll(() => lab.close());

  let day = 0;
  async function sent(
    challenge: string,
    name: string,
    content: string | Buffer,
  ): Promise<Submission> {
    day++;
    if (day % 4 === 0) lab.t.clock.pass(86_400_000);
    await lab.t.db.query('UPDATE workers SET seen_at = clock_timestamp()');
    const { body } = await lab.t
      .as(lab.student)
      .post(`${lab.path}/challenges/${challenge}/submissions`)
      .attach('file', Buffer.from(content), name)
      .expect(201);
    await lab.worker.run();
    const { id } = body as Submission;
    return (await lab.t.as(lab.student).get(`${lab.path}/submissions/${id}`).expect(200))
      .body as Submission;
  }
  const valueOf = (submission: Submission, part: string, metric: string) =>
    submission.scores.find((score) => score.part === part && score.metric === metric)?.value;

  const scored = async (challenge: string, name: string, content: string | Buffer) => {
    const submission = await sent(challenge, name, content);
    if (submission.state !== 'scored')
      throw new Error(JSON.stringify([submission.evaluation, submission.log], null, 1));
    const metric = challenge === wine ? 'r2' : 'roc_auc';
    const figures = [
      valueOf(submission, 'public', metric),
      valueOf(submission, 'validation', metric),
    ];
    console.info(
      name,
      submission.kind,
      submission.evaluation.runtime,
      figures.join(' '),
      JSON.stringify(submission.evaluation.usage),
    );
    return { ...submission, public: figures[0]!, validation: figures[1] };
  };

  it('scikit-learn, a script and an archive', async () => {
    const plain = await scored(wine, 'modelo.py', SCIKIT);
    expect(plain).toMatchObject({ kind: 'python' });
    expect(plain.public).toBeGreaterThan(0.2);
    const zip = zipOf([
      { name: 'w/main.py', content: 'import own\n' },
      { name: 'w/own.py', content: SCIKIT },
    ]);
    const archived = await scored(wine, 'modelo.zip', zip);
    expect(archived.public).toBe(plain.public);
  });

  withR('R: a random forest, a glm, an archive', async () => {
    const forest = await scored(wine, 'Bosque de vinos.R', R_FOREST);
    expect(forest).toMatchObject({ kind: 'r' });
    expect(forest.evaluation.runtime).toMatch(/^R \d/);
    expect(forest.public).toBeGreaterThan(0.2);
    const glm = await scored(credit, 'glm.R', R_GLM);
    expect(glm.public).toBeGreaterThan(0.7);
    const zip = await scored(wine, 'bosque.zip', zipOf([{ name: 'main.R', content: R_FOREST }]));
    expect(zip).toMatchObject({ kind: 'r' });
    expect(zip.public).toBe(forest.public); // the same seed
  });

  withR('an R Markdown text and a notebook of R', async () => {
    const woven = await scored(wine, 'informe.Rmd', MARKDOWN);
    expect(woven).toMatchObject({ kind: 'r-notebook' });
    expect(woven.public).toBeGreaterThan(0.2);
    const cells = notebook(
      [
        ['markdown', '# Vinos'],
        ['code', R_FOREST],
      ],
      'ir',
    );
    expect(await scored(wine, 'vinos.ipynb', cells)).toMatchObject({ kind: 'r-notebook' });
  });

  it('a notebook, its magics left out', async () => {
    const [imports = '', ...rest] = SCIKIT.split(/(?<=Regressor\n)/);
    const cells = notebook([
      ['markdown', '# Vinos'],
      ['code', `%matplotlib inline\n${imports}`],
      ['code', rest.join('')],
    ]);
    const submission = await scored(wine, 'vinos.ipynb', cells);
    expect(submission).toMatchObject({ kind: 'notebook' });
    expect(submission.public).toBeGreaterThan(0.2);
  });

  it('a notebook that asks the shell is refused with its cell, and costs nothing', async () => {
    const cells = notebook([
      ['markdown', 'x'],
      ['code', 'import pandas\n!pip install x'],
      ['code', '%%bash\nls'],
    ]);
    const submission = await sent(wine, 'vinos.ipynb', cells);
    expect(submission).toMatchObject({
      state: 'rejected',
      verdict: 'invalid_submission',
      returned: true,
    });
    expect(submission.evaluation.complaints).toMatchObject([
      { code: 'code_install', cell: 2, row: 2 },
      { code: 'notebook_cell_magic', cell: 3, row: 1 },
    ]);
  });

  it('TypeScript with TensorFlow.js', async () => {
    const submission = await scored(wine, 'red.ts', JAVASCRIPT);
    expect(submission).toMatchObject({ kind: 'javascript' });
    expect(submission.evaluation.runtime).toMatch(/^Node 24\..*TensorFlow\.js.*(wasm|native)/);
    expect(submission.log?.stdout.trim()).toMatch(/^(wasm|tensorflow)$/);
    expect(submission.public).toBeGreaterThan(0.1);
  });

  describe('functions: the platform fits, predicts, and predicts out of fold', () => {
    it('in Python', async () => {
      const submission = await scored(credit, 'modelo.py', PYTHON_FUNCTIONS);
      expect(submission.public).toBeGreaterThan(0.7);
      expect(submission.validation).toBeGreaterThan(0.7);
    });
    withR('in R', async () => {
      const submission = await scored(credit, 'modelo.R', R_FUNCTIONS);
      expect(submission.public).toBeGreaterThan(0.7);
      expect(submission.validation).toBeGreaterThan(0.7);
    });
    it('in JavaScript', async () => {
      const submission = await scored(wine, 'modelo.mjs', JAVASCRIPT_FUNCTIONS);
      expect(submission.public).toBeGreaterThan(0.2);
      expect(submission.validation).toBeGreaterThan(0.2);
    });
  });

  describe('a starter kit runs as it is and beats the baseline', () => {
    async function kit(challenge: string, language: string): Promise<Submission> {
      const { body, headers } = await lab.t
        .as(lab.student)
        .get(`${lab.path}/challenges/${challenge}/kits/${language}`)
        .buffer(true)
        .parse((response, done) => {
          const pieces: Buffer[] = [];
          response.on('data', (piece: Buffer) => pieces.push(piece));
          response.on('end', () => {
            done(null, Buffer.concat(pieces));
          });
        })
        .expect(200);
      expect(headers['content-type']).toBe('application/zip');
      const zip = body as Buffer;
      expect(zipMember(zip, 'README.md', 1e6)?.toString()).toContain('predictions.csv');
      expect(zipMember(zip, 'packages.txt', 1e6)?.toString()).toMatch(/^# (Python|R|Node) /);
      expect(zipMember(zip, 'data/train.csv', 1e8)?.length).toBeGreaterThan(1000);
      return scored(challenge, `${language}.zip`, zip);
    }
    for (const language of ['python', 'r', 'javascript'])
      (language === 'r' ? withR : it)(`in ${language}`, async () => {
        const { items } = (
          await lab.t.as(lab.student).get(`${lab.path}/challenges/${wine}/runtimes`).expect(200)
        ).body as { items: CodeRuntime[] };
        const runtime = items.find((each) => each.language === language);
        expect(runtime).toMatchObject({ kit: true, version: expect.any(String) });
        expect(runtime?.packages.length).toBeGreaterThan(2);
        const wines = await kit(wine, language);
        expect(valueOf(wines, 'public', 'r2')).toBeGreaterThan(0.15); // a mean has 0
        expect(valueOf(wines, 'validation', 'r2')).toBeGreaterThan(0.15);
        const loans = await kit(credit, language);
        expect(valueOf(loans, 'public', 'roc_auc')).toBeGreaterThan(0.7); // a majority has 0.5
        expect(valueOf(loans, 'validation', 'roc_auc')).toBeGreaterThan(0.7);
      });
  });

  it('what is not there is said before the run, with its line', async () => {
    const submission = await sent(
      wine,
      'red.py',
      `# import torch\nimport pandas as pd\nimport tensorflow as tf\n`,
    );
    expect(submission).toMatchObject({
      state: 'rejected',
      verdict: 'invalid_submission',
      returned: true,
    });
    expect(submission.evaluation.complaints).toEqual([
      { code: 'code_tensorflow', row: 3, value: 'tensorflow' },
    ]);
  });
});
