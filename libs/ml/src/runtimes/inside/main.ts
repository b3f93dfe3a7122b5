/**
 * Predicts the challenge's test rows with a model that was found sound, inside the sandbox: reads `/in/about.json`,
 * `data/test.csv` and the model, and writes `predictions.csv`. Arguments: the kind, the model's file or folder, what
 * the validation read in it; and `serve`, to stay and answer questions instead.
 */
import { readFileSync, writeFileSync } from 'node:fs';

import { type About, type Answer, answersOf } from './answers.ts';
import { type Description, type Loaded, loadOnnx } from './onnx.ts';
import { readRows, Unfit, writtenRows } from './table.ts';
import { serve } from './serve.ts';
import { loadTfjs } from './tfjs.ts';

async function loaded(kind: string, path: string, description: Description): Promise<Loaded> {
  if (kind === 'onnx') return loadOnnx(readFileSync(path), description);
  const { predict, backend } = await loadTfjs(
    (name) => readFileSync(`${path}/${name}`),
    description.columns,
  );
  console.log(`TensorFlow.js: ${backend}`);
  return predict;
}

/** By the sample's own header: probabilities where it has columns for them. */
function cellsOf({ prediction, probabilities }: Answer, shares: number): string[] {
  if (shares === 0 || probabilities.length === 0) return [prediction];
  return [prediction, ...(shares === 1 ? probabilities.slice(-1) : probabilities).map(String)];
}

async function main([kind = '', path = '', description = '{}', mode]: string[]): Promise<void> {
  const about = JSON.parse(readFileSync('/in/about.json', 'utf8')) as About;
  const predict = await loaded(kind, path, JSON.parse(description) as Description);
  if (mode === 'serve') {
    await serve(predict, about);
    return;
  }
  const rows = readRows(readFileSync('data/test.csv', 'utf8'));
  const sample = readRows(readFileSync('data/sample_submission.csv', 'utf8')).header;
  const answers = answersOf(await predict(rows), rows.cells.length, about);
  const shares = sample.length - 2;
  if (shares > 0 && answers.some(({ probabilities }) => probabilities.length === 0))
    throw new Unfit('this challenge asks for probabilities, and the model gives classes alone');
  const cells = answers.map((answer, row) => [
    rows.cells[row]?.[0] ?? '',
    ...cellsOf(answer, shares),
  ]);
  writeFileSync('predictions.csv', writtenRows(sample, cells));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
