// What the benches of figures read, in every language the same bytes: written once, from a seed.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { dataFolder } from '../../tools/data-folder.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Of what is written; another one where the generator changes. */
const VERSION = 1;

export const ROWS = 1_000_000;
export const SMALL_ROWS = 100_000;
export const MULTI_ROWS = 200_000;
export const CLASSES = 10;

export function benchFolder() {
  const folder = `${dataFolder(root)}/bench-${VERSION}`;
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Little-endian arrays: truth and score of two classes, truth and call of ten, their probabilities, numbers. */
export function figuresData() {
  const folder = benchFolder();
  if (existsSync(`${folder}/complete`)) return folder;
  const random = generator(42);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const put = (name, array) => writeFileSync(`${folder}/${name}`, Buffer.from(array.buffer));

  const positive = Uint8Array.from({ length: ROWS }, () => (random() < 0.3 ? 1 : 0));
  const score = Float64Array.from(positive, (y) => 1 / (1 + Math.exp(1.3 - 1.5 * y - normal())));
  put('positive.u8', positive);
  put('score.f64', score);
  put(
    'called.u8',
    Uint8Array.from(score, (s) => (s >= 0.5 ? 1 : 0)),
  );

  const label = Uint8Array.from({ length: ROWS }, () => Math.floor(random() * CLASSES));
  const guess = () => Math.floor(random() * CLASSES);
  put('label.u8', label);
  put(
    'guess.u8',
    Uint8Array.from(label, (y) => (random() < 0.7 ? y : guess())),
  );

  const shares = new Float64Array(MULTI_ROWS * CLASSES);
  for (let row = 0; row < MULTI_ROWS; row++) {
    const own = shares.subarray(row * CLASSES, (row + 1) * CLASSES);
    for (let k = 0; k < CLASSES; k++) own[k] = Math.exp((k === label[row] ? 1 : 0) + normal());
    const sum = own.reduce((a, b) => a + b, 0);
    for (let k = 0; k < CLASSES; k++) own[k] /= sum;
  }
  put('shares.f64', shares);

  const truth = Float64Array.from({ length: ROWS }, () => 100 + 10 * normal());
  put('truth.f64', truth);
  put(
    'predicted.f64',
    truth.map((y) => y + 3 * normal()),
  );
  writeFileSync(`${folder}/complete`, '');
  return folder;
}

/** A file of predictions of about so many MB: an id, a probability with all its digits. */
export function predictionsCsv(megabytes) {
  const file = `${benchFolder()}/predictions-${megabytes}.csv`;
  if (existsSync(file)) return file;
  const random = generator(7);
  const chunks = ['id,prediction\n'];
  let bytes = 0;
  for (let id = 1; bytes < megabytes * 1e6; id++) {
    const line = `${id},${random()}\n`;
    chunks.push(line);
    bytes += line.length;
  }
  writeFileSync(`${file}.draft`, chunks.join(''));
  renameSync(`${file}.draft`, file);
  return file;
}

export const bytesIn = (folder, name) => new Uint8Array(readFileSync(`${folder}/${name}`));
export const numbersIn = (folder, name) => new Float64Array(bytesIn(folder, name).buffer);

/** 53 bits a number, from two steps of mulberry32. */
function generator(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  return () => ((next() >>> 5) * 67_108_864 + (next() >>> 6)) / 2 ** 53;
}
