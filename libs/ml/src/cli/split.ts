import { writeFileSync } from 'node:fs';

import { columnFacts, instantsOf } from '../profile';
import { PART_NAMES, type PartRows, type SplitMethod, splitTable } from '../splits';
import { tableOf } from './files';
import { type Given, JSON_OPTION, type Options, type Outcome } from './options';
import { sentenceOf } from './sentences';

export const SPLIT_OPTIONS: Options = {
  data: { help: 'the table to split', value: 'D.csv', needed: true },
  method: {
    help: 'how',
    value: 'METHOD',
    needed: true,
    among: ['random', 'stratified', 'time', 'group'],
  },
  column: { help: 'what to stratify by, to order by, or to keep together', value: 'NAME' },
  fractions: {
    help: 'of train, public and private rows; 0.6,0.2,0.2',
    value: 'A,B,C',
    test: fractionsFault,
  },
  seed: { help: 'the same seed and the same rows, the same parts; 0', value: 'S' },
  out: { help: 'a CSV to write: line (of the file), part', value: 'PARTS.csv' },
  json: JSON_OPTION,
};

/** What `holdout split --json` prints. */
export interface SplitFigures {
  readonly rows: PartRows;
  readonly twins: number;
  readonly units: number;
}

export function split(given: Given): Outcome<SplitFigures> {
  const file = given['data']!;
  const read = tableOf(file);
  if (!read.ok) return read;
  const { table } = read.value;
  const method = given['method'] as SplitMethod;
  const column = given['column'] ?? null;
  if (method !== 'random' && column === null)
    return { ok: false, faults: [`--method ${method} needs --column`] };
  const [train = 0, open = 0, held = 0] = fractionsIn(given['fractions'] ?? '0.6,0.2,0.2');
  const facts = columnFacts(table);
  const by = facts.find(({ name }) => name === column);
  if (method === 'time' && by && (by.type === 'text' || by.type === 'category'))
    return { ok: false, faults: [`${file}: column ${by.name} is no time: it holds words`] };
  const outcome = splitTable(
    table,
    {
      method,
      column,
      fractions: { train, public: open, private: held },
      seed: given['seed'] ?? '0',
    },
    {
      compared: facts.filter(({ type }) => type !== 'id').map(({ name }) => name),
      ...(method === 'time' && by && { time: instantsOf(table, by) }),
    },
  );
  if (!outcome.ok)
    return { ok: false, faults: outcome.complaints.map((each) => sentenceOf(file, each)) };
  if (given['out'] !== undefined) {
    const lines = Array.from(
      outcome.parts,
      (part, row) => `${table.line(row)},${PART_NAMES[part]!}\n`,
    );
    writeFileSync(given['out'], ['line,part\n', ...lines].join(''));
  }
  return { ok: true, value: outcome.report };
}

const fractionsIn = (text: string) => text.split(',').map(Number);

function fractionsFault(text: string): string | undefined {
  const fractions = fractionsIn(text);
  const sum = fractions.reduce((a, b) => a + b, 0);
  const isGood = fractions.length === 3 && fractions.every((each) => each > 0);
  return isGood && Math.abs(sum - 1) < 1e-9
    ? undefined
    : `${text} is not three shares above 0 that sum to 1`;
}

export function splitText({ rows, twins, units }: SplitFigures): string {
  const parts = PART_NAMES.map((name) => `${name} ${rows[name]}`).join(', ');
  return `${parts}\n${units} units dealt; ${twins} rows equal an earlier one and lie on one side with it`;
}
