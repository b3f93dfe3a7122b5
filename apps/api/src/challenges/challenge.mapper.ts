import type { Challenge, ChallengeSkill } from '@holdout/contracts';
import { METRICS } from '@holdout/ml/metrics';

import { filesOpenIn, stateAt } from './challenge.rules';
import type { ChallengeRow, StoredSkill } from './challenges.repository';
import { type OnDataset, featuresOf, withheldColumns } from './target.rules';

/** Whose eyes, and when. A student's group has an end of its own. */
export type Reader =
  | { readonly as: 'staff'; readonly now: Date }
  | {
      readonly as: 'student';
      readonly now: Date;
      readonly groupId: string | null;
      readonly closesAt: Date | null;
    };

export const directionOf = ({ metric }: Pick<ChallengeRow, 'metric'>): 'higher' | 'lower' =>
  METRICS[metric].direction;

/** What the Ladder tells of a mean over n rows is rounded to 1/n, until everything is revealed. */
export const stepsOf = ({
  metric,
  openness,
  partRows,
  revealedAt,
}: Pick<ChallengeRow, 'metric' | 'openness' | 'partRows' | 'revealedAt'>): number | null =>
  openness === 'strict' && revealedAt === null && METRICS[metric].meanOfRows
    ? (partRows?.public ?? null)
    : null;

/** Its name in train.csv; of a rule that cannot be read, the name that was given to it. */
export const targetNameOf = ({ target }: Pick<ChallengeRow, 'target'>): string =>
  target.kind === 'rule' ? target.name : target.column;

export function onDataset({
  id,
  title,
  target,
  task,
  features,
  publishedAt,
}: ChallengeRow): OnDataset {
  return {
    id,
    title,
    target,
    task,
    held: publishedAt === null ? null : features.map(({ name }) => name),
  };
}

/** The columns students get: fixed when it is published, until then what the others on the dataset leave. */
export function currentFeatures(
  row: ChallengeRow,
  onSameDataset: readonly Pick<ChallengeRow, 'target'>[],
): ChallengeRow['features'] {
  return row.publishedAt === null
    ? featuresOf(row.columns, withheldColumns(onSameDataset))
    : row.features;
}

export function toChallenge(
  row: ChallengeRow,
  onSameDataset: readonly ChallengeRow[],
  reader: Reader,
): Challenge {
  const student = reader.as === 'student';
  const moved = student ? row.formerGroups.find(({ id }) => id === reader.groupId) : undefined;
  const state = moved ? stateForFormer(row, reader.now) : stateAt(row, reader.now);
  const files = student && !filesOpenIn(state) ? [] : row.files;
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    opensAt: instant(row.opensAt),
    closesAt: instant(row.closesAt),
    datasetVersionId: row.datasetVersionId,
    target: row.target,
    task: row.task,
    metric: row.metric,
    positive: row.positive,
    season: row.season,
    openness: row.openness,
    quotaPerDay: row.quotaPerDay,
    finals: row.finals,
    limits: row.limits,
    groupIds: row.groupIds.filter((id) => !student || id === reader.groupId),
    dataset: { id: row.datasetId, name: row.datasetName, version: row.versionNumber },
    state,
    targetName: targetNameOf(row),
    features: [...currentFeatures(row, onSameDataset)],
    classes: [...row.classes],
    rows: row.partRows,
    files: files.map(({ name, bytes }) => ({ name, bytes })),
    // Never the private figure; the public one as exact as a submission's is shown.
    baselines: row.baselines.map(({ kind, value }) => ({ kind, value: told(value, student) })),
    skill: row.skill && toSkill(row.skill, student, row.revealedAt !== null),
    warnings: row.warnings.filter(({ code }) => !student || code === FOR_ALL),
    complaints: student ? [] : [...row.complaints],
    direction: directionOf(row),
    myClosesAt: moved?.since ?? instant(student ? reader.closesAt : row.closesAt),
    publishedAt: instant(row.publishedAt),
    revealedAt: instant(row.revealedAt),
  };
}

/** Closed to a group that has another challenge now; revealed with everybody's. */
function stateForFormer(row: ChallengeRow, now: Date): Challenge['state'] {
  const state = stateAt(row, now);
  return state === 'revealed' ? state : 'closed';
}

/** How far the public rows can be trusted is everybody's to know. */
const FOR_ALL = 'few-public-rows';

const told = (figure: number | null, student: boolean): number | null =>
  student && figure !== null ? Number(figure.toPrecision(4)) : figure;

/**
 * Students learn before the reveal that there is no skill, and not why: where the public rows would do, their figures would
 * tell of the private ones.
 */
function toSkill(
  { exists, baseline, reference, tried, parts }: StoredSkill,
  student: boolean,
  revealed: boolean,
): ChallengeSkill {
  const whole = !student || revealed;
  const names = whole ? (['public', 'private'] as const) : (['public'] as const);
  return {
    exists,
    baseline,
    reference,
    tried: tried.map(({ kind, value }) => ({ kind, value: told(value, student) })),
    parts: names.flatMap((part) => {
      const own = parts?.[part];
      if (!own) return [];
      return {
        part,
        baseline: told(own.baseline, student),
        reference: told(own.reference, student),
        difference: whole ? told(own.difference, student) : null,
        standardError: whole ? told(own.standardError, student) : null,
      };
    }),
  };
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;
