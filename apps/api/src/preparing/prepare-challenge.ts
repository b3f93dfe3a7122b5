import type { Complaint, Dataset, MetricId, Warning } from '@holdout/contracts';
import { METRICS } from '@holdout/ml/metrics';
import type { Table } from '@holdout/ml/predictions';
import { type ColumnFacts, columnFacts, instantsOf, leaksOf } from '@holdout/ml/profile';
import { PART, type PartRows, partRows } from '@holdout/ml/splits';

import type { StoredSkill } from '../challenges';
import type { Dependence, Yardsticks } from '../vault';
import {
  type StoredBaseline,
  fewRowsWarning,
  fittedBaselines,
  scoresOf,
  skippedWarning,
} from './baselines.rules';
import { dependenceOf } from './dependence.rules';
import { type FileBytes, filesOf } from './files.rules';
import { tableAt } from './read-version';
import { skillOfChallenge } from './skill.rules';
import { type TargetPlan, type TargetTruth, truthOf } from './truth.rules';

export interface PrepareTask extends TargetPlan {
  readonly id: string;
  readonly path: string;
  readonly metric: MetricId;
  /** The rule as it was written; null where the target is a column. */
  readonly rule: string | null;
  readonly features: readonly { readonly name: string }[];
  readonly dictionary: Dataset['dictionary'];
  readonly split: { readonly method: string; readonly column: string | null };
  readonly ids: Int32Array;
  readonly parts: Uint8Array;
}

export type PrepareOutcome =
  | {
      readonly ok: false;
      readonly complaints: readonly Complaint[];
      readonly warnings: readonly Warning[];
    }
  | {
      readonly ok: true;
      readonly files: readonly FileBytes[];
      readonly classes: readonly string[];
      readonly partRows: PartRows;
      readonly baselines: readonly StoredBaseline[];
      readonly skill: StoredSkill;
      /** What a skill is counted between; null where there is none. */
      readonly yardsticks: Yardsticks | null;
      readonly warnings: readonly Warning[];
      readonly truth: Float64Array;
      /** Which rows hang together; null where each stands for itself. */
      readonly dependence: Dependence | null;
    };

/** Everything a published challenge needs, or everything that stands against publishing it. */
export function prepareChallenge(task: PrepareTask): PrepareOutcome {
  const table = tableAt(task.path);
  const facts = columnFacts(table);
  const features = facts.filter(({ name }) => task.features.some((each) => each.name === name));
  if (features.length === 0)
    return { ok: false, complaints: [{ code: 'no-features' }], warnings: [] };
  const outcome = truthOf(table, facts, task, task.parts);
  if (!outcome.ok) return { ...outcome, warnings: [] };
  const { found } = outcome;
  const leaks = leaksOf({
    table,
    facts,
    features: features.map(({ name }) => name),
    target: found.target,
    parts: task.parts,
    splitColumn: task.split.column,
  });
  const lags = task.task === 'forecasting' ? lagComplaints(leaks) : [];
  if (lags.length > 0) return { ok: false, complaints: lags, warnings: leaks };

  const time = timeOf(task, table, facts);
  const dependence = dependenceOf({ ...task, table, facts, found, time });
  const setting: Setting = {
    ...task,
    table,
    facts,
    features,
    found,
    time,
    dependence,
  };
  const made = fittedBaselines(setting);
  const { skill, yardsticks, warnings } = skillOfChallenge(setting, made);
  return {
    ok: true,
    files: filesOf(filesPlan(setting)),
    // How many clusters there are, and what they are called, is for the model to find.
    classes: task.task === 'clustering' ? [] : found.classes,
    partRows: partRows(task.parts),
    baselines: scoresOf(setting, made),
    skill,
    yardsticks,
    warnings: [
      ...leaks,
      ...fewRowsWarning(setting, made),
      ...skippedWarning(made.fitted),
      ...warnings,
    ],
    truth: found.truth,
    dependence,
  };
}

type Setting = Omit<PrepareTask, 'features'> & {
  readonly table: Table;
  readonly facts: readonly ColumnFacts[];
  readonly features: readonly ColumnFacts[];
  readonly found: TargetTruth;
  readonly time: Float64Array | null;
  readonly dependence: Dependence | null;
};

/** Past the origin a lag of the target is the label of a held-out row; one that reaches back before it is known there. */
function lagComplaints(leaks: readonly Warning[]): Complaint[] {
  return leaks
    .filter(({ code }) => code === 'target-shifted' || code === 'target-rolling')
    .filter(({ facts }) => facts['published'] !== 0)
    .map(({ column, value }) => ({
      code: 'lag-of-target',
      ...(column !== null && { column }),
      value: String(value),
    }));
}

/** What orders the rows of a forecast. */
function timeOf(
  { task, split }: PrepareTask,
  table: Table,
  facts: readonly ColumnFacts[],
): Float64Array | null {
  const by = facts.find(({ name }) => name === split.column);
  return task === 'forecasting' && by ? instantsOf(table, by) : null;
}

function filesPlan(setting: Setting): Parameters<typeof filesOf>[0] {
  const { table, facts, features, target, task, found, metric } = setting;
  const column = facts.find(({ name }) => name === target.column)!;
  return {
    table,
    features,
    target: { name: target.name, column },
    derived:
      target.condition === null ? null : Array.from(found.truth, (code) => found.classes[code]!),
    task,
    classes: found.classes,
    needsProbability: METRICS[metric].needsProbability,
    ids: setting.ids,
    parts: setting.parts,
    time: setting.time,
    guess: guessOf(setting),
    rule: setting.rule,
    dictionary: setting.dictionary,
  };
}

/** The sample predicts as the simplest baseline does: it scores, and no better. */
function guessOf({ task, found, parts }: Setting): { prediction: string; shares: number[] } {
  if (task === 'clustering') return { prediction: '1', shares: [] };
  const own = found.truth.filter((_, row) => parts[row] === PART.train);
  if (found.classes.length === 0)
    return { prediction: String(own.reduce((sum, y) => sum + y / own.length, 0)), shares: [] };
  const counts = found.classes.map((_, code) => own.filter((each) => each === code).length);
  return {
    prediction: found.classes[counts.indexOf(Math.max(...counts))]!,
    shares: counts.map((count) => count / own.length),
  };
}
