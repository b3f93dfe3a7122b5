// Row 9 of the goals: a file of predictions to typed arrays, on one thread.
import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { build } from '../../tools/build.mjs';
import { predictionsCsv } from './figures-data.mjs';
import { venvPython } from './product.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PEER = fileURLToPath(new URL('pandas_reader.py', import.meta.url));
const require = createRequire(import.meta.url);
const TIMES = 3;
const NO_VENV = 'there is no venv: run npm start once';
const PAPAPARSE = `${root}node_modules/papaparse`;

export const csv = {
  name: 'csv',
  title: 'a predictions CSV of 100 MB (quick: 10) to typed arrays (row 9)',
  unit: 'ms',
  rounds: { full: 3, quick: 1 },
  async prepare({ quick, say }) {
    await build('api', say);
    const context = { file: predictionsCsv(quick ? 10 : 100), venv: venvPython() };
    return {
      context,
      skipped: {
        ...(!existsSync(PAPAPARSE) && { papaparse: 'not installed' }),
        ...(!context.venv && { pandas: NO_VENV, 'pandas-one': NO_VENV }),
      },
      end: () => {},
    };
  },
  arms: {
    ours: { title: 'ours, a file of predictions matched by id', run: (c) => best(c, ours) },
    reference: { title: 'ours, by the scanner in TypeScript', run: (c) => best(c, reference) },
    'csv-parse': { title: 'csv-parse, as a stream', run: (c) => best(c, csvParse) },
    papaparse: { title: 'papaparse, on the text', run: (c) => best(c, papaparse) },
    pandas: { title: 'pandas, its default', command: ({ venv, file }) => [venv, PEER, file] },
    'pandas-one': {
      title: 'pandas on one core, as ours',
      command: ({ venv, file }) => [venv, PEER, file, 'one'],
    },
  },
  ratios: [
    ['csv-parse', '≥ 8, aim 40'],
    ['papaparse', '≥ 4, aim 20'],
    ['pandas', '≥ 1.3, aim 8'],
    ['pandas-one', '≥ 1.3, aim 8'],
  ].map(([peer, goal]) => ({
    title: `${peer} ÷ ours`,
    goal,
    needs: ['ours', peer],
    of: (round) => round[peer].figure / round.ours.figure,
  })),
  checks: [
    ...['csv-parse', 'papaparse', 'reference'].map((peer) => ({
      title: `every number equals ${peer}’s Number() to the bit`,
      needs: ['ours', peer],
      holds: (round) => round.ours.value.digest === round[peer].value.digest,
    })),
    {
      title: 'rows and sums equal pandas’ (whose default reads to within an ulp or two)',
      needs: ['ours', 'pandas'],
      holds: ({ ours: our, pandas }) =>
        our.value.rows === pandas.value.rows &&
        our.value.ids === pandas.value.ids &&
        Math.abs(our.value.sum / pandas.value.sum - 1) < 1e-12,
    },
  ],
};

async function best({ file }, read) {
  const times = [];
  const ids = idsIn(file);
  let columns;
  while (times.length < TIMES) {
    const began = performance.now();
    columns = await read(file, ids);
    times.push(performance.now() - began);
  }
  const figure = Math.min(...times);
  const [written, predictions] = columns;
  return {
    figure,
    first: times[0],
    value: {
      rows: written.length,
      ids: written.reduce((a, b) => a + b, 0),
      sum: predictions.reduce((a, b) => a + b, 0),
      digest: createHash('sha256').update(predictions).digest('hex'),
    },
    facts: { 'MB/s': Math.round(statSync(file).size / 1000 / figure) },
  };
}

const PIECE = 1 << 18;
const ml = (name) => require(`${root}dist/libs/ml/src/predictions/${name}.js`);

/** As the product reads it, which also finds each id among those that were expected. */
function ours(file, ids, scanner) {
  const expected = {
    task: 'regression',
    ids,
    classes: [],
    needsProbability: false,
    partial: false,
  };
  const reader = new (ml('predictions').PredictionsReader)(expected, scanner);
  const handle = openSync(file, 'r');
  const piece = Buffer.allocUnsafe(PIECE);
  for (let read = readSync(handle, piece); read > 0; read = readSync(handle, piece))
    reader.push(piece.subarray(0, read));
  closeSync(handle);
  const { ok, predictions } = reader.end();
  if (!ok) throw new Error('the file was not taken');
  return [ids, predictions.predicted];
}

const reference = (file, ids) => ours(file, ids, new (ml('scanner').TypedScanner)());

/** The ids of the file, 1 to as many as it has rows: what a challenge expects. */
function idsIn(file) {
  const bytes = readFileSync(file);
  let rows = -1;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) rows++;
  return Int32Array.from({ length: rows }, (_, i) => i + 1);
}

async function csvParse(file) {
  const { parse } = require('csv-parse');
  const rows = new Rows();
  const records = createReadStream(file).pipe(parse({ from_line: 2 }));
  for await (const [id, prediction] of records) rows.add(Number(id), Number(prediction));
  return rows.columns;
}

function papaparse(file) {
  const rows = new Rows();
  const header = { skipped: false };
  require(PAPAPARSE).parse(readFileSync(file, 'utf8'), {
    skipEmptyLines: true,
    step: ({ data: [id, prediction] }) => {
      if (header.skipped) rows.add(Number(id), Number(prediction));
      header.skipped = true;
    },
  });
  return rows.columns;
}

/** Typed arrays that grow. */
class Rows {
  #length = 0;
  #columns = [new Float64Array(1 << 16), new Float64Array(1 << 16)];

  add(id, prediction) {
    if (this.#length === this.#columns[0].length)
      this.#columns = this.#columns.map((column) => {
        const bigger = new Float64Array(2 * column.length);
        bigger.set(column);
        return bigger;
      });
    this.#columns[0][this.#length] = id;
    this.#columns[1][this.#length++] = prediction;
  }

  get columns() {
    return this.#columns.map((column) => column.subarray(0, this.#length));
  }
}
