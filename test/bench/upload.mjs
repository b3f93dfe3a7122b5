// Row 13 of the goals: a file of predictions of a million rows, from the upload's first byte to the score.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, openAsBlob, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

import { COURSE, TOKENS, benchDatabase, fillCourse, idOf, withClient } from './course.mjs';
import { bytesIn, figuresData, numbersIn } from './figures-data.mjs';
import { IN_COURSE, callerOf, cookieOf, eventsOf } from './overhead.mjs';
import { startProduct, venvPython } from './product.mjs';

const PEER = fileURLToPath(new URL('upload.py', import.meta.url));
const CHALLENGE = idOf('a million rows');
const PARTS = ['train', 'public', 'private'];
const SHOWN = ['accuracy', 'balanced_accuracy', 'mcc', 'cohen_kappa', 'roc_auc'];
const FIGURES = [...SHOWN, 'average_precision', 'log_loss', 'brier'];

export const upload = {
  name: 'upload',
  title:
    'upload to score of 1e6 predictions with probabilities, full report with intervals, against a pandas and scikit-learn script without (row 13)',
  unit: 'ms',
  rounds: { full: 5, quick: 1 },
  async prepare({ say }) {
    const python = venvPython();
    const database = await benchDatabase();
    const folder = mkdtempSync(`${tmpdir()}/holdout-bench-`);
    await withClient(database.url, async (client) => {
      await client.query('ALTER DATABASE bench SET synchronous_commit = on');
      await fillCourse(client, 1);
      await fillMillion(client, folder);
    });
    const product = await startProduct(database.url, say);
    return {
      context: { base: product.base, folder, python },
      skipped: { ...(!python && { script: 'there is no venv: run npm start once' }) },
      end: async () => {
        await product.stop();
        await database.stop();
        rmSync(folder, { recursive: true });
      },
    };
  },
  arms: {
    product: { title: 'upload to score, through the product', run: submitted },
    script: {
      title: 'the script, from its start to its last figure',
      command: ({ python, folder }) => [python, PEER, folder],
    },
  },
  ratios: [
    {
      title: 'the script ÷ the product',
      goal: '≥ 5, aim 40',
      needs: ['product', 'script'],
      of: ({ product, script }) => script.figure / product.figure,
    },
    {
      title: 'the script without its imports ÷ the product',
      goal: '(what a script that is running already would take)',
      needs: ['product', 'script'],
      of: ({ product, script }) => script.facts['without imports ms'] / product.figure,
    },
  ],
  checks: [
    {
      title: `${FIGURES.join(', ')} of both parts equal scikit-learn’s to 1e-12`,
      needs: ['product', 'script'],
      holds: ({ product, script }) =>
        ['public', 'private'].every((part) =>
          FIGURES.every(
            (name) => Math.abs(product.value[part][name] - script.value[part][name]) < 1e-12,
          ),
        ),
    },
    {
      title: 'every one of them has an interval around it',
      needs: ['product'],
      holds: ({ product }) => product.value.bounded === 2 * FIGURES.length,
    },
  ],
};

/** Truth in the vault and in a file, predictions in a file; half of the rows public, half private. */
async function fillMillion(client, folder) {
  const data = figuresData();
  const [positive, called] = [bytesIn(data, 'positive.u8'), bytesIn(data, 'called.u8')];
  const score = numbersIn(data, 'score.f64');
  const ids = Int32Array.from(positive, (_, i) => i + 1);
  const parts = Uint8Array.from(positive, (_, i) => 1 + (i % 2));
  const row = (i) => `${ids[i]},${called[i]},${score[i]}\n`;
  const lines = Array.from({ length: ids.length }, (_, i) => row(i));
  writeFileSync(`${folder}/predictions.csv`, `id,prediction,probability\n${lines.join('')}`);
  const truths = Array.from(ids, (id, i) => `${id},${PARTS[parts[i]]},${positive[i]}\n`);
  writeFileSync(`${folder}/truth.csv`, `id,part,truth\n${truths.join('')}`);
  const count = JSON.stringify({ train: 0, public: ids.length / 2, private: ids.length / 2 });
  await client.query(
    `INSERT INTO challenges (id, course_id, dataset_version_id, title, description, target, task, metric, positive, openness,
       quota_per_day, finals, limits, group_ids, features, classes, part_rows, files, baselines, warnings, complaints, published_at, created_at)
     VALUES ($1, $2, $3, 'Millón', '', '{"kind":"column","column":"y"}', 'binary', 'roc_auc', '1', 'scores', 1000, 2,
       '{"cpuSeconds":60,"memoryMiB":1024}', '[]', '[]', '["0","1"]', $4, '[]', '[]', '[]', '[]', now(), now())`,
    [CHALLENGE, COURSE, idOf('version'), count],
  );
  const bytes = (array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength);
  await client.query(
    'INSERT INTO vault.truths (challenge_id, ids, parts, truth) VALUES ($1, $2, $3, $4)',
    [CHALLENGE, bytes(ids), bytes(parts), bytes(Float64Array.from(positive))],
  );
}

/** Listens as the page does, uploads, and stops the clock when the page is told. */
async function submitted({ base, folder }) {
  const stop = new AbortController();
  const live = await fetch(`${base}${IN_COURSE}/challenges/${CHALLENGE}/submissions/live`, {
    headers: cookieOf(TOKENS.student),
    signal: stop.signal,
  });
  const form = new FormData();
  form.append('file', await openAsBlob(`${folder}/predictions.csv`), 'predictions.csv');
  const call = callerOf(base, TOKENS.student);
  const began = performance.now();
  const { id } = await call('POST', `/challenges/${CHALLENGE}/submissions`, form, {
    'idempotency-key': randomUUID(),
  });
  const answered = performance.now() - began;
  for await (const { submissionId, state } of eventsOf(live.body))
    if (submissionId === id && ['scored', 'rejected', 'failed'].includes(state)) break;
  const figure = performance.now() - began;
  stop.abort();
  const { state, evaluation, scores } = await callerOf(base, TOKENS.instructor)(
    'GET',
    `/submissions/${id}`,
  );
  if (state !== 'scored') throw new Error(JSON.stringify(evaluation));
  const of = (part) =>
    Object.fromEntries(
      scores.filter((each) => each.part === part).map(({ metric, value }) => [metric, value]),
    );
  const bounded = scores.filter(
    ({ metric, value, low, high }) => FIGURES.includes(metric) && low <= value && value <= high,
  );
  const stages = evaluation.stages.slice(0, -1).map((stage, i) => {
    const ms = Date.parse(evaluation.stages[i + 1].at) - Date.parse(stage.at);
    return [`${stage.state} ms`, ms];
  });
  return {
    figure,
    first: figure,
    value: { public: of('public'), private: of('private'), bounded: bounded.length },
    facts: { 'answered ms': Math.round(answered), ...Object.fromEntries(stages) },
  };
}
