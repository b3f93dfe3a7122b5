// npm run bench: figures against peers, side by side. `-- --quick` in about a minute, `-- --only board-sql,auc`.
// Each arm is a process of its own that prints one JSON line; arms take turns; a ratio is the median of the rounds'.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { benches } from './benches.mjs';
import { merged, readJson, table } from './report.mjs';
import { machine } from './machine.mjs';
import { median } from './median.mjs';

const here = fileURLToPath(import.meta.url);
const root = fileURLToPath(new URL('../..', import.meta.url));
const JSON_FILE = `${root}docs/benchmarks.json`;
const TABLE_FILE = `${root}docs/benchmarks.md`;
const ARM_LIMIT_MS = 180_000;

const { values: asked } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    arm: { type: 'string' },
    context: { type: 'string' },
  },
});

if (asked.arm === undefined) await runAll();
else await runArm(asked.arm, JSON.parse(asked.context ?? '{}'));

/** Inside the process of one arm. */
async function runArm(name, context) {
  const [bench, arm] = name.split('/');
  const result = await benchNamed(bench).arms[arm].run(context);
  console.log(JSON.stringify(result));
}

async function runAll() {
  const names = asked.only?.split(',') ?? benches.map(({ name }) => name);
  const done = [];
  for (const name of names) done.push(await runBench(benchNamed(name)));
  const about = await machine();
  const run = { at: new Date().toISOString(), quick: asked.quick, machine: about, benches: done };
  console.log(`\n${table(run)}`);
  // A quick run is a look, not a figure to keep.
  if (asked.quick) return;
  const all = merged(readJson(JSON_FILE), run);
  writeFileSync(JSON_FILE, `${JSON.stringify(all, null, 2)}\n`);
  writeFileSync(TABLE_FILE, `${table(all)}\n`);
  console.log(`written to docs/benchmarks.md and docs/benchmarks.json`);
}

async function runBench(bench) {
  const say = (text) => console.error(`${bench.name}: ${text}`);
  const { load: before } = await machine();
  const { context, skipped = {}, end } = await bench.prepare({ quick: asked.quick, say });
  try {
    const arms = Object.keys(bench.arms).filter((arm) => !(arm in skipped));
    const rounds = [];
    const count = asked.quick ? bench.rounds.quick : bench.rounds.full;
    for (let n = 0; n < count; n++) {
      say(`round ${n + 1} of ${count}`);
      const round = {};
      // Nobody is always first, and nobody always follows the same.
      const order = n % 2 === 0 ? arms : arms.toReversed();
      for (const arm of order) round[arm] = await inProcess(bench, arm, context);
      rounds.push(round);
    }
    return {
      ...summary(bench, arms, rounds),
      skipped,
      load: { before, after: (await machine()).load },
    };
  } finally {
    await end();
  }
}

function summary(bench, arms, rounds) {
  const { name, title, unit } = bench;
  return {
    name,
    title,
    unit,
    rounds: rounds.length,
    arms: arms.map((arm) => ({
      arm,
      title: bench.arms[arm].title,
      median: median(rounds.map((round) => round[arm].figure)),
      first: rounds[0][arm].first ?? null,
      facts: rounds.at(-1)[arm].facts ?? {},
    })),
    ratios: bench.ratios
      .filter(({ needs }) => needs.every((arm) => arms.includes(arm)))
      .map(({ title: what, goal, of }) => ({
        title: what,
        goal,
        median: median(rounds.map((round) => of(round))),
      })),
    checks: bench.checks
      .filter(({ needs }) => needs.every((arm) => arms.includes(arm)))
      .map(({ title: what, holds }) => ({
        title: what,
        holds: rounds.every((round) => holds(round)),
      })),
  };
}

/** What an arm prints last is its result; an arm in another language says its command. */
function inProcess(bench, arm, context) {
  const { command } = bench.arms[arm];
  const [program, ...args] = command?.(context) ?? [
    process.execPath,
    here,
    `--arm=${bench.name}/${arm}`,
    `--context=${JSON.stringify(context)}`,
  ];
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: ARM_LIMIT_MS,
    });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.once('error', fail);
    child.once('close', (code, signal) => {
      if (code === 0) done(JSON.parse(said.trim().split('\n').at(-1)));
      else fail(new Error(`${bench.name}/${arm} ended with ${code ?? signal}`));
    });
  });
}

function benchNamed(name) {
  const bench = benches.find((each) => each.name === name);
  if (!bench)
    throw new Error(`No bench ${name}; there are: ${benches.map((each) => each.name).join(', ')}`);
  return bench;
}
