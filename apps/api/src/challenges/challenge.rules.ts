import type {
  ChallengeState,
  Complaint,
  MetricId,
  Openness,
  ProblemCode,
  Target,
  Task,
} from '@holdout/contracts';

import { ID_COLUMN, parseTarget } from './target.rules';

/** What a challenge's state follows from. */
export interface Times {
  readonly preparingSince: Date | null;
  readonly publishedAt: Date | null;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly revealedAt: Date | null;
}

/** The state at an instant. The very instants of opening and of closing are open: what arrives at the end is in time. */
export function stateAt(times: Times, now: Date): ChallengeState {
  if (times.publishedAt === null) return times.preparingSince === null ? 'draft' : 'preparing';
  if (times.revealedAt !== null) return 'revealed';
  if (times.closesAt !== null && now > times.closesAt) return 'closed';
  return times.opensAt !== null && now < times.opensAt ? 'published' : 'open';
}

/** A group that was moved to another challenge: it reads what it sent here, and sends no more. */
export interface FormerGroup {
  readonly id: string;
  /** UTC. */
  readonly since: string;
}

/** For whom a challenge is: for all where it names no group and never named one. */
export interface Audience {
  readonly groupIds: readonly string[];
  readonly formerGroups: readonly FormerGroup[];
}

/** Students see what is published and open to all or to their group, or was; one in no group, what is open to all. */
export function visibleTo(
  groupId: string | null,
  { publishedAt, groupIds, formerGroups }: Audience & { readonly publishedAt: Date | null },
): boolean {
  if (publishedAt === null) return false;
  if (groupIds.length === 0 && formerGroups.length === 0) return true;
  return groupIds.some((id) => id === groupId) || formerGroups.some(({ id }) => id === groupId);
}

/**
 * The audience once these groups are named and no others. Who was named before, or sent something here, is a former group
 * from now on; who is one already, since then.
 */
export function renamed(
  before: Audience,
  named: readonly string[],
  senders: readonly string[],
  now: Date,
): Audience {
  // Nobody was to be named, and nobody ever was: it stays everybody's.
  if (named.length + before.groupIds.length + before.formerGroups.length === 0) return before;
  const since = new Map(before.formerGroups.map((former) => [former.id, former.since]));
  for (const id of [...before.groupIds, ...senders])
    if (!since.has(id)) since.set(id, now.toISOString());
  return {
    groupIds: [...named].sort(),
    formerGroups: [...since]
      .filter(([id]) => !named.includes(id))
      .map(([id, at]) => ({ id, since: at })),
  };
}

/** Students download from the opening on, and never stop: a model is compared after the close too. */
export const filesOpenIn = (state: ChallengeState): boolean =>
  state === 'open' || state === 'closed' || state === 'revealed';

/** What an instructor decides. */
export interface Settings {
  readonly title: string;
  readonly description: string;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly datasetVersionId: string;
  readonly target: Target;
  readonly task: Task;
  readonly metric: MetricId;
  readonly positive: string | null;
  /** Rows in a season of a forecast; null to find it from the dates. */
  readonly season: number | null;
  readonly openness: Openness;
  readonly quotaPerDay: number;
  readonly finals: number;
  readonly limits: { readonly cpuSeconds: number; readonly memoryMiB: number };
  readonly groupIds: readonly string[];
}

const ALWAYS_EDITABLE: readonly (keyof Settings)[] = [
  'title',
  'description',
  'opensAt',
  'closesAt',
  'quotaPerDay',
];

export interface EditRefusal {
  readonly code: Extract<
    ProblemCode,
    'challenge-published' | 'already-revealed' | 'invalid-request'
  >;
  readonly faults: readonly Complaint[];
}

/**
 * Whether a challenge may change so. Once it is published (or being made) only texts, dates and quota may; its end
 * moves to no instant that has passed, and stands when the private rows are shown. What is sent as it was is no change.
 */
export function editRefusal(
  before: Settings & Times,
  after: Settings,
  now: Date,
): EditRefusal | undefined {
  const changed = changedFields(before, after);
  const state = stateAt(before, now);
  if (state !== 'draft') {
    const fixed = changed.filter((field) => !ALWAYS_EDITABLE.includes(field));
    if (fixed.length > 0)
      return {
        code: 'challenge-published',
        faults: fixed.map((column) => ({ code: 'fixed-once-published', column })),
      };
  }
  const dates = changed.filter((field) => field === 'opensAt' || field === 'closesAt');
  if (state === 'revealed' && dates.length > 0)
    return {
      code: 'already-revealed',
      faults: dates.map((column) => ({ code: 'fixed-once-revealed', column })),
    };
  const faults = dateFaults(after);
  if (
    state !== 'draft' &&
    changed.includes('closesAt') &&
    after.closesAt !== null &&
    after.closesAt <= now
  )
    faults.push({ code: 'closes-in-the-past', column: 'closesAt' });
  return faults.length > 0 ? { code: 'invalid-request', faults } : undefined;
}

export function changedFields(before: Settings, after: Settings): (keyof Settings)[] {
  const fields = Object.keys(after) as (keyof Settings)[];
  return fields.filter((field) => !same(before[field], after[field]));
}

const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

/** Text that two equal values share: keys sorted, because jsonb gives them back in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

export function dateFaults({
  opensAt,
  closesAt,
}: Pick<Settings, 'opensAt' | 'closesAt'>): Complaint[] {
  return opensAt !== null && closesAt !== null && closesAt <= opensAt
    ? [{ code: 'closes-before-it-opens', column: 'closesAt' }]
    : [];
}

/** What has no two classes that a rule could make. */
const NOT_TWO: readonly Task[] = ['regression', 'forecasting', 'multiclass', 'clustering'];

/** What can be said against publishing without reading a row: all of it at once. The rows are the worker's to judge. */
export function publishingFaults(
  settings: Settings,
  version: {
    readonly columns: readonly { readonly name: string }[];
    readonly splitMethod: string | null;
  },
  metricsOfTask: Readonly<Record<Task, readonly string[]>>,
  now: Date,
): Complaint[] {
  const faults = [
    ...targetFaults(
      settings,
      version.columns.map(({ name }) => name),
    ),
    ...dateFaults(settings),
  ];
  const { task, metric, positive, season, closesAt } = settings;
  const metrics = metricsOfTask[task];
  if (metrics.length === 0) faults.push({ code: 'task-unavailable', column: 'task', value: task });
  else if (!metrics.includes(metric))
    faults.push({
      code: 'metric-not-of-task',
      column: 'metric',
      value: metric,
      expected: metrics.join(', '),
    });
  if (positive !== null && task !== 'binary')
    faults.push({ code: 'positive-not-used', column: 'positive', value: positive });
  if (season !== null && task !== 'forecasting')
    faults.push({ code: 'season-not-used', column: 'season', value: String(season) });
  if (task === 'forecasting' && version.splitMethod !== 'time')
    faults.push({ code: 'time-split-needed', column: 'task', expected: 'time' });
  if (closesAt !== null && closesAt <= now)
    faults.push({ code: 'closes-in-the-past', column: 'closesAt' });
  return faults;
}

function targetFaults({ target, task }: Settings, columns: readonly string[]): Complaint[] {
  const facts = parseTarget(target);
  if (!facts)
    return [
      { code: 'rule-unreadable', column: 'target', expected: 'score >= 7', ...ruleOf(target) },
    ];
  const faults: Complaint[] = [];
  if (!columns.includes(facts.column))
    faults.push({
      code: 'target-unknown',
      column: facts.column,
      expected: columns.slice(0, 20).join(', '),
    });
  if (facts.name.toLowerCase() === ID_COLUMN)
    faults.push({ code: 'target-name-reserved', column: facts.name });
  if (facts.condition && facts.name !== facts.column && columns.includes(facts.name))
    faults.push({ code: 'target-name-taken', column: facts.name });
  if (facts.condition && NOT_TWO.includes(task))
    faults.push({
      code: 'rule-makes-two-classes',
      column: 'task',
      value: task,
      expected: 'binary',
    });
  return faults;
}

const ruleOf = (target: Target) => (target.kind === 'rule' ? { value: target.rule } : {});
