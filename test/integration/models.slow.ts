import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { inspectOnnx, inspectTfjs } from '@holdout/ml/models';

import { linearOnnx } from '../support/onnx';
import { zipOf } from '../support/zip';

const CASES = 2000;
const LONGEST_MS = 2000;
const MOST_GROWTH = 96 * 1024 * 1024;

/** mulberry32: the same files every time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A file with some bytes changed, cut, doubled, or with a long number where a short one was. */
function mutated(bytes: Buffer, random: () => number): Buffer {
  let made = Buffer.from(bytes);
  const at = () => Math.floor(random() * made.length);
  for (let change = 1 + Math.floor(random() * 6); change > 0; change--) {
    const [from, to] = [at(), at()].sort((a, b) => a - b) as [number, number];
    const way = random();
    if (way < 0.5) made[at()] = Math.floor(random() * 256);
    else if (way < 0.65) made = made.subarray(0, Math.max(to, 1));
    else if (way < 0.8)
      made = Buffer.concat([made.subarray(0, to), made.subarray(from, to), made.subarray(to)]);
    else if (way < 0.9) made = Buffer.concat([made.subarray(0, from), made.subarray(to)]);
    else
      made = Buffer.concat([
        made.subarray(0, from),
        Buffer.alloc(9, 0xff),
        Buffer.of(1),
        made.subarray(from),
      ]);
    if (made.length === 0) made = Buffer.of(0);
  }
  return made;
}

function survives(
  files: readonly ((random: () => number) => Buffer)[],
  inspect: (bytes: Buffer) => { sound: boolean; complaints?: readonly unknown[] },
): void {
  const random = chance(20201126);
  const before = process.memoryUsage().rss;
  const verdicts = { sound: 0, refused: 0 };
  for (let turn = 0; turn < CASES; turn++) {
    const bytes = files[turn % files.length]!(random);
    const started = performance.now();
    const inspection = inspect(bytes);
    expect(performance.now() - started).toBeLessThan(LONGEST_MS);
    if (inspection.sound) verdicts.sound++;
    else {
      expect(inspection.complaints?.length).toBeGreaterThan(0);
      verdicts.refused++;
    }
  }
  console.info(
    verdicts,
    `grew by ${Math.round((process.memoryUsage().rss - before) / 2 ** 20)} MiB`,
  );
  expect(verdicts.refused).toBeGreaterThan(CASES / 20);
  expect(process.memoryUsage().rss - before).toBeLessThan(MOST_GROWTH);
}

jest.setTimeout(300_000);

describe('mutated models', () => {
  it('of ONNX are always answered, in time and in bounds', () => {
    const sound: Buffer[] = ['wine-four', 'wine-good', 'wine-zipmap', 'credit'].map((name) =>
      readFileSync(resolve(__dirname, 'fixtures', `${name}.onnx`)),
    );
    sound.push(linearOnnx({ inputs: ['a', 'b'], slopes: [1, 2], intercept: 3 }));
    survives(
      sound.map((bytes) => (random) => mutated(bytes, random)),
      inspectOnnx,
    );
  });

  it('of TensorFlow.js are always answered, whether the archive or its files are changed', () => {
    const model = Buffer.from(
      JSON.stringify({
        format: 'layers-model',
        modelTopology: {
          model_config: {
            class_name: 'Sequential',
            config: {
              layers: [{ class_name: 'Dense', config: { units: 3, batch_input_shape: [null, 2] } }],
            },
          },
        },
        weightsManifest: [
          { paths: ['w.bin'], weights: [{ name: 'd/kernel', shape: [2, 3], dtype: 'float32' }] },
        ],
      }),
    );
    const archive = (content: Buffer) =>
      zipOf([
        { name: 'model.json', content },
        { name: 'w.bin', content: Buffer.alloc(24) },
      ]);
    survives(
      [(random) => mutated(archive(model), random), (random) => archive(mutated(model, random))],
      inspectTfjs,
    );
  });
});
