// What the platform adds to a student's program: from the upload's first byte to the score on the student's page.
import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

import { COURSE, TOKENS, benchDatabase, fillCourse, withClient } from './course.mjs';
import { startProduct, venvPython } from './product.mjs';

const demo = fileURLToPath(new URL('../../tools/demo', import.meta.url));
const CODE = `${demo}/submissions/cancer_logistica.py`;
export const IN_COURSE = `/api/courses/${COURSE}`;
const GOAL_MS = 150;

export const overhead = {
  name: 'overhead',
  title: 'upload to score of a scikit-learn program against the same `python main.py` bare',
  unit: 'ms',
  rounds: { full: 10, quick: 3 },
  async prepare({ say }) {
    const python = venvPython();
    if (!python) throw new Error('there is no venv: run npm start once');
    const database = await benchDatabase();
    await withClient(database.url, async (client) => {
      // A class' own database waits for its disk.
      await client.query('ALTER DATABASE bench SET synchronous_commit = on');
      await fillCourse(client, 1);
    });
    const product = await startProduct(database.url, say);
    const folder = mkdtempSync(`${tmpdir()}/holdout-bench-`);
    const end = async () => {
      await product.stop();
      await database.stop();
      rmSync(folder, { recursive: true });
    };
    try {
      say('a dataset and a challenge …');
      const challenge = await challengeOn(product.base);
      await materials(product.base, challenge, folder);
      return { context: { base: product.base, challenge, folder, python }, end };
    } catch (error) {
      await end();
      throw error;
    }
  },
  arms: {
    product: { title: 'upload to score, through the API and the sandbox', run: submitted },
    bare: { title: '`python main.py` in a folder', run: bare },
  },
  ratios: [
    {
      title: 'product ÷ bare',
      goal: '≤ 1.1',
      needs: ['product', 'bare'],
      of: ({ product, bare: without }) => product.figure / without.figure,
    },
    {
      title: 'product − bare, ms',
      goal: `≤ ${GOAL_MS}`,
      needs: ['product', 'bare'],
      of: ({ product, bare: without }) => product.figure - without.figure,
    },
  ],
  checks: [
    {
      title: 'both write the same predictions',
      needs: ['product', 'bare'],
      holds: ({ product, bare: without }) => product.value === without.value,
    },
  ],
};

/** The demo's breast cancer data, split and published as an instructor does it. */
async function challengeOn(base) {
  const call = callerOf(base, TOKENS.instructor);
  const plan = JSON.parse(readFileSync(`${demo}/course.json`, 'utf8'));
  const { name, file, split, challenge } = plan.datasets.find(({ key }) => key === 'cancer');
  const dataset = await call('POST', '/datasets', { name });
  const form = new FormData();
  form.append('file', new Blob([readFileSync(`${demo}/data/${file}`)]), file);
  const version = await call('POST', `/datasets/${dataset.id}/versions`, form);
  const ofVersion = async () =>
    (await call('GET', `/datasets/${dataset.id}`)).versions.find(({ id }) => id === version.id);
  await until(ofVersion, ({ state }) => state === 'ready');
  await call('POST', `/datasets/${dataset.id}/versions/${version.id}/split`, split);
  await until(ofVersion, ({ splitState }) => splitState === 'made');
  const { id } = await call('POST', '/challenges', {
    ...challenge,
    datasetVersionId: version.id,
    quotaPerDay: 100,
  });
  await call('POST', `/challenges/${id}/publish`);
  await until(
    () => call('GET', `/challenges/${id}`),
    ({ state }) => state === 'open',
  );
  return id;
}

/** What a student downloads, where a student's program looks for it. */
async function materials(base, challenge, folder) {
  mkdirSync(`${folder}/data`);
  for (const name of ['train.csv', 'test.csv']) {
    const answer = await fetch(`${base}${IN_COURSE}/challenges/${challenge}/files/${name}`, {
      headers: cookieOf(TOKENS.student),
    });
    writeFileSync(`${folder}/data/${name}`, Buffer.from(await answer.arrayBuffer()));
  }
  writeFileSync(`${folder}/main.py`, readFileSync(CODE));
}

/** Listens as the page does, uploads, and stops the clock when the page is told. */
async function submitted({ base, challenge }) {
  const call = callerOf(base, TOKENS.student);
  const stop = new AbortController();
  const live = await fetch(`${base}${IN_COURSE}/challenges/${challenge}/submissions/live`, {
    headers: cookieOf(TOKENS.student),
    signal: stop.signal,
  });
  const events = eventsOf(live.body);
  const form = new FormData();
  form.append('file', new Blob([readFileSync(CODE)]), 'main.py');
  const began = performance.now();
  const { id } = await call('POST', `/challenges/${challenge}/submissions`, form, {
    'idempotency-key': randomUUID(),
  });
  const answered = performance.now() - began;
  for await (const { submissionId, state } of events)
    if (submissionId === id && ['scored', 'rejected', 'failed'].includes(state)) break;
  const figure = performance.now() - began;
  stop.abort();
  const submission = await call('GET', `/submissions/${id}`);
  if (submission.state !== 'scored') throw new Error(JSON.stringify(submission.evaluation));
  const written = await fetch(`${base}${IN_COURSE}/submissions/${id}/files/predictions.csv`, {
    headers: cookieOf(TOKENS.student),
  });
  return {
    figure,
    first: figure,
    value: digest(await written.text()),
    facts: { 'answered ms': Math.round(answered), ...stagesOf(submission.evaluation) },
  };
}

/** How long each stage took, and the program in it. */
function stagesOf({ stages, usage }) {
  const lasted = stages.slice(0, -1).map(({ state, at }, i) => {
    const ms = Date.parse(stages[i + 1].at) - Date.parse(at);
    return [`${state} ms`, ms];
  });
  return { ...Object.fromEntries(lasted), 'in the sandbox ms': Math.round(usage.wallMs) };
}

async function bare({ folder, python }) {
  const began = performance.now();
  const code = await new Promise((done, fail) => {
    const child = spawn(python, ['main.py'], { cwd: folder, stdio: 'ignore' });
    child.once('error', fail);
    child.once('close', done);
  });
  const figure = performance.now() - began;
  if (code !== 0) throw new Error(`python ended with ${code}`);
  const value = digest(readFileSync(`${folder}/predictions.csv`, 'utf8'));
  return { figure, first: figure, value };
}

export async function* eventsOf(body) {
  let text = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const frames = text.split('\n\n');
    text = frames.pop();
    for (const frame of frames) {
      const data = /^data: (.*)$/m.exec(frame)?.[1];
      if (data) yield JSON.parse(data);
    }
  }
}

export const cookieOf = (token) => ({ cookie: `holdout=${token}` });
const digest = (text) => createHash('sha256').update(text).digest('hex');

export function callerOf(base, token) {
  return async (method, path, body, headers = {}) => {
    const isForm = body instanceof FormData;
    const answer = await fetch(`${base}${IN_COURSE}${path}`, {
      method,
      headers: {
        ...cookieOf(token),
        ...headers,
        ...(body && !isForm && { 'content-type': 'application/json' }),
      },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
}

async function until(look, ended) {
  for (let waited = 0; waited < 120_000; waited += 100) {
    const seen = await look();
    if (ended(seen)) return seen;
    await sleep(100);
  }
  throw new Error('the worker does not get there');
}
