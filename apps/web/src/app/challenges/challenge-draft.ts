import {
  type BodyOf,
  type Challenge,
  type ChallengeState,
  type MetricId,
  type Openness,
  type Task,
  type challengeRoutes,
} from '@holdout/contracts';

import { METRICS_OF_TASK } from './metrics';
import { readRule } from './rule';
import { instantOf, localTime } from './zoned-time';

/** A challenge as its form has it: text for what is typed, local times of the course's zone. */
export interface ChallengeDraft {
  title: string;
  description: string;
  datasetVersionId: string;
  targetKind: 'column' | 'rule';
  column: string;
  ruleName: string;
  rule: string;
  task: Task;
  metric: MetricId;
  positive: string;
  /** Rows in a season of a forecast; empty to find it from the dates. */
  season: string;
  openness: Openness;
  quotaPerDay: number;
  finals: number;
  cpuSeconds: number;
  memoryMiB: number;
  opensAt: string;
  closesAt: string;
  forAll: boolean;
  groupIds: string[];
}

export const EMPTY_DRAFT: ChallengeDraft = {
  title: '',
  description: '',
  datasetVersionId: '',
  targetKind: 'column',
  column: '',
  ruleName: '',
  rule: '',
  task: 'regression',
  metric: 'rmse',
  positive: '',
  season: '',
  openness: 'scores',
  quotaPerDay: 5,
  finals: 2,
  cpuSeconds: 60,
  memoryMiB: 1024,
  opensAt: '',
  closesAt: '',
  forAll: true,
  groupIds: [],
};

export function draftOf(challenge: Challenge, zone: string): ChallengeDraft {
  const { target, limits, positive, opensAt, closesAt, groupIds } = challenge;
  return {
    title: challenge.title,
    description: challenge.description,
    datasetVersionId: challenge.datasetVersionId,
    targetKind: target.kind,
    column: target.kind === 'column' ? target.column : (readRule(target.rule)?.column ?? ''),
    ruleName: target.kind === 'rule' ? target.name : '',
    rule: target.kind === 'rule' ? target.rule : '',
    task: challenge.task,
    metric: challenge.metric,
    positive: positive ?? '',
    season: challenge.season === null ? '' : String(challenge.season),
    openness: challenge.openness,
    quotaPerDay: challenge.quotaPerDay,
    finals: challenge.finals,
    ...limits,
    opensAt: opensAt === null ? '' : localTime(opensAt, zone),
    closesAt: closesAt === null ? '' : localTime(closesAt, zone),
    forAll: groupIds.length === 0,
    groupIds: [...groupIds],
  };
}

/** What may still change once a challenge is published. */
export function textsAndDates(
  draft: ChallengeDraft,
  zone: string,
): Pick<
  BodyOf<typeof challengeRoutes.create>,
  'title' | 'description' | 'opensAt' | 'closesAt' | 'quotaPerDay'
> {
  return {
    title: draft.title.trim(),
    description: draft.description,
    opensAt: instantOf(draft.opensAt, zone) ?? null,
    closesAt: instantOf(draft.closesAt, zone) ?? null,
    quotaPerDay: draft.quotaPerDay,
  };
}

export function bodyOf(draft: ChallengeDraft, zone: string): BodyOf<typeof challengeRoutes.create> {
  return {
    ...textsAndDates(draft, zone),
    datasetVersionId: draft.datasetVersionId,
    target:
      draft.targetKind === 'column'
        ? { kind: 'column', column: draft.column }
        : { kind: 'rule', name: draft.ruleName.trim(), rule: draft.rule.trim() },
    task: draft.task,
    metric: draft.metric,
    positive: draft.task === 'binary' && draft.positive !== '' ? draft.positive : null,
    season:
      draft.task === 'forecasting' && draft.season.trim() !== '' ? Number(draft.season) : null,
    openness: draft.openness,
    finals: draft.finals,
    limits: { cpuSeconds: draft.cpuSeconds, memoryMiB: draft.memoryMiB },
    groupIds: draft.forAll ? [] : draft.groupIds,
  };
}

export type DraftFault =
  | 'title-missing'
  | 'version-missing'
  | 'target-missing'
  | 'rule-name'
  | 'rule-unreadable'
  | 'metric-not-of-task'
  | 'positive-missing'
  | 'season-bad'
  | 'closes-before-it-opens'
  | 'groups-missing';

/** As the contract has it: 1 to 100,000 rows, or nothing. */
const SEASON = /^([1-9]\d{0,4}|100000)?$/;
const RULE_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/;

/** What stands against saving, all of it at once, in the order of the form. Of a published one only texts and dates. */
export function draftFaults(draft: ChallengeDraft, zone: string, published: boolean): DraftFault[] {
  const opens = instantOf(draft.opensAt, zone);
  const closes = instantOf(draft.closesAt, zone);
  return [
    ...(draft.title.trim() === '' ? (['title-missing'] as const) : []),
    ...(published ? [] : fixedFaults(draft)),
    ...(opens !== undefined && closes !== undefined && closes <= opens
      ? (['closes-before-it-opens'] as const)
      : []),
    ...(!published && !draft.forAll && draft.groupIds.length === 0
      ? (['groups-missing'] as const)
      : []),
  ];
}

function fixedFaults(draft: ChallengeDraft): DraftFault[] {
  const faults: DraftFault[] = [];
  if (draft.datasetVersionId === '') faults.push('version-missing');
  if (draft.targetKind === 'column' && draft.column === '') faults.push('target-missing');
  if (draft.targetKind === 'rule') {
    if (!RULE_NAME.test(draft.ruleName.trim())) faults.push('rule-name');
    if (!readRule(draft.rule)) faults.push('rule-unreadable');
  }
  if (!METRICS_OF_TASK[draft.task].includes(draft.metric)) faults.push('metric-not-of-task');
  if (draft.task === 'binary' && draft.positive.trim() === '') faults.push('positive-missing');
  if (draft.task === 'forecasting' && !SEASON.test(draft.season.trim())) faults.push('season-bad');
  return faults;
}

/** Only a draft may change in everything; dates stand once the private rows are shown. */
export function lockedIn(state: ChallengeState): {
  readonly fixed: boolean;
  readonly dates: boolean;
} {
  return { fixed: state !== 'draft', dates: state === 'revealed' };
}
