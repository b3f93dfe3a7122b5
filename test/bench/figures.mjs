// Rows 1 to 8 of the goals: figures of a million rows, against scikit-learn in the same run.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { build } from '../../tools/build.mjs';
import { CLASSES, SMALL_ROWS, bytesIn, figuresData, numbersIn } from './figures-data.mjs';
import { venvPython } from './product.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PEER = fileURLToPath(new URL('figures.py', import.meta.url));
const SYSTEM_PYTHON = '/usr/bin/python3';

/** Of a bootstrap peer: as many of the thousand replicates are done, and the time is scaled. */
const LOOPS = { full: 100, quick: 20 };

/** A module of libs/ml as it is built. */
const ml = (path) => createRequire(import.meta.url)(`${root}dist/libs/ml/src/${path}/index.js`);

/** A spread from n replicates is known to 1/√(2n) of itself; ours, from a thousand, too. */
const sameSpread = {
  title: 'the standard errors are within four Monte-Carlo errors of each other',
  holds: (ours, peers) => {
    const error = Math.sqrt(1 / (2 * peers.draws) + 1 / 2000);
    return Math.abs(ours.value[1] / peers.value[1] - 1) < 4 * error;
  },
};

export const figures = [
  {
    name: 'auc',
    title: 'AUC of 1e6 scores (row 1)',
    goal: '≥ 7, aim 25',
    ours({ folder }) {
      const { rocAuc } = ml('metrics');
      const [positive, score] = [bytesIn(folder, 'positive.u8'), numbersIn(folder, 'score.f64')];
      return () => [rocAuc(positive, score).value];
    },
    checks: [equal('AUC', 1e-12)],
  },
  {
    name: 'confusion',
    title: 'confusion matrix, 1e6 rows, 10 classes (row 2)',
    goal: '≥ 40, aim 150',
    ours({ folder }) {
      const { confusionMatrix } = ml('metrics');
      const [label, guess] = [bytesIn(folder, 'label.u8'), bytesIn(folder, 'guess.u8')];
      return () => [...confusionMatrix(label, guess, CLASSES).counts];
    },
    checks: [equal('every count', 0)],
  },
  {
    name: 'log-loss',
    title: 'log-loss of 1e6 rows (row 3)',
    goal: '≥ 40, aim 150',
    ours({ folder }) {
      const { binaryLogLoss } = ml('metrics');
      const [positive, score] = [bytesIn(folder, 'positive.u8'), numbersIn(folder, 'score.f64')];
      return () => [binaryLogLoss(positive, score).value];
    },
    checks: [equal('log-loss', 1e-12)],
  },
  {
    name: 'regression',
    title: 'thirteen regression metrics of 1e6 rows against four of scikit-learn (row 4)',
    goal: '≥ 3.5, aim 12',
    ours({ folder }) {
      const { regressionReport } = ml('metrics');
      const [truth, predicted] = ['truth.f64', 'predicted.f64'].map((n) => numbersIn(folder, n));
      return () => {
        const { r2, mse, mae, mape } = regressionReport(truth, predicted, { features: 10 });
        return [r2, mse, mae, mape].map(({ value }) => value);
      };
    },
    checks: [equal('R², MSE, MAE and MAPE', 1e-12)],
  },
  {
    name: 'binary-report',
    title:
      'full binary report of 1e6 rows, with the AUC’s interval; scikit-learn’s without (row 5)',
    goal: '≥ 25, aim 80',
    ours({ folder }) {
      const { binaryReport } = ml('metrics');
      const { aucEndsOfTurns } = createRequire(import.meta.url)(
        `${root}dist/libs/ml/src/intervals/auc.js`,
      );
      const [positive, called] = [bytesIn(folder, 'positive.u8'), bytesIn(folder, 'called.u8')];
      const score = numbersIn(folder, 'score.f64');
      return () => {
        const { ranking, confusion } = binaryReport(positive, called, score);
        aucEndsOfTurns(ranking.auc.value, ranking.turns);
        const { auc, averagePrecision, logLoss, brier } = ranking;
        const values = [auc, averagePrecision, logLoss, brier].map(({ value }) => value);
        return [...values, ...confusion.counts];
      };
    },
    checks: [equal('AUC, AP, log-loss, Brier and the matrix', 1e-12)],
  },
  {
    name: 'multiclass-auc',
    title: 'one-versus-rest and one-versus-one AUC, 2e5 rows, 10 classes (row 6)',
    goal: '≥ 12, aim 40',
    ours({ folder }) {
      const { multiclassAuc } = ml('metrics');
      const shares = numbersIn(folder, 'shares.f64');
      const label = Uint16Array.from(
        bytesIn(folder, 'label.u8').subarray(0, shares.length / CLASSES),
      );
      return () => {
        const { ovr, ovo } = multiclassAuc(label, shares, CLASSES);
        return [ovr.value, ovo.value];
      };
    },
    checks: [equal('both', 1e-12)],
  },
  {
    name: 'bootstrap-auc',
    title:
      'AUC of 1e5 rows with its interval: ours by DeLong, which needs no replicates, against a scikit-learn loop of 1,000 (row 7)',
    goal: '≥ 60, aim 800',
    loops: true,
    ours({ folder }) {
      const { withIntervals } = ml('intervals');
      const scored = binary(folder);
      return () => spreadOf(withIntervals(scored, { seed: 'bench', metrics: ['roc_auc'] }).roc_auc);
    },
    checks: [equal('AUC', 1e-12), sameSpread],
  },
  {
    name: 'cell-intervals',
    title:
      'intervals of every confusion-matrix metric, 1e5 rows, 1,000 replicates, against a scikit-learn loop of F1 alone (row 8)',
    goal: '≥ 2,000, aim 10⁴',
    loops: true,
    ours({ folder }) {
      const { withIntervals } = ml('intervals');
      const scored = { ...binary(folder), probability: null };
      return () => spreadOf(withIntervals(scored, { seed: 'bench' }).f1);
    },
    checks: [equal('F1', 1e-12), sameSpread],
  },
].map(benchOf);

function benchOf({ name, title, goal, loops, ours, checks }) {
  return {
    name,
    title,
    unit: 'ms',
    rounds: { full: 5, quick: 1 },
    async prepare({ quick, say }) {
      await build('api', say);
      const context = {
        folder: figuresData(),
        venv: venvPython(),
        // What is slow is not repeated.
        seconds: loops ? 0 : quick ? 0.5 : 2,
        loops: loops ? LOOPS[quick ? 'quick' : 'full'] : 0,
      };
      return { context, skipped: skippedOf(context), end: () => {} };
    },
    arms: {
      ours: { title: 'ours', run: (context) => timed(ours(context), 2) },
      venv: { title: 'scikit-learn of the venv', command: (c) => peer(c.venv, name, c) },
      system: { title: 'scikit-learn of the system', command: (c) => peer(SYSTEM_PYTHON, name, c) },
    },
    ratios: [
      {
        title: 'the faster scikit-learn ÷ ours',
        goal,
        needs: ['ours', 'venv'],
        of: ({ ours: our, venv, system }) =>
          Math.min(venv.figure, system?.figure ?? Number.POSITIVE_INFINITY) / our.figure,
      },
    ],
    checks: checks.map(({ title: what, holds }) => ({
      title: what,
      needs: ['ours', 'venv'],
      holds: (round) => holds(round.ours, round.venv),
    })),
  };
}

const peer = (python, name, { folder, seconds, loops }) => [
  python,
  PEER,
  name,
  folder,
  String(seconds),
  String(loops),
];

function skippedOf({ venv }) {
  const here = existsSync('/usr/lib/python3/dist-packages/sklearn');
  return {
    ...(!venv && { venv: 'there is no venv: run npm start once' }),
    ...(!here && { system: 'python3-sklearn is not installed' }),
  };
}

/** The best of as many calls as go into `seconds`, at least three; the first apart. */
function timed(work, seconds) {
  const times = [];
  let value;
  const until = performance.now() + 1000 * seconds;
  do {
    const began = performance.now();
    value = work();
    times.push(performance.now() - began);
  } while (times.length < 4 || performance.now() < until);
  return {
    figure: Math.min(...times.slice(1)),
    first: times[0],
    value,
    facts: { calls: times.length },
  };
}

/** The small data: an interval of a million rows would be the peer's whole morning. */
function binary(folder) {
  const probability = numbersIn(folder, 'score.f64').slice(0, SMALL_ROWS);
  const truth = Uint16Array.from(bytesIn(folder, 'positive.u8').subarray(0, SMALL_ROWS));
  const predicted = Uint16Array.from(bytesIn(folder, 'called.u8').subarray(0, SMALL_ROWS));
  return { task: 'binary', classes: 2, truth, predicted, probability };
}

/** The figure, and the standard error that its interval says. */
const spreadOf = ({ value, low, high }) => [value, (high - low) / 3.92];

function equal(what, tolerance) {
  return {
    title: `${what} equal scikit-learn’s to ${tolerance}`,
    holds: (ours, peers) =>
      // A loop also says how far it spread, and how often it was drawn.
      peers.value
        .slice(0, peers.draws ? 1 : undefined)
        .every(
          (value, i) => Math.abs(ours.value[i] - value) <= tolerance * Math.max(1, Math.abs(value)),
        ),
  };
}
