import { Injectable } from '@nestjs/common';

import type { AssignmentDesk, AssignmentRun } from '@holdout/contracts';

import type { ChallengeFacts } from '../challenges';
import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { type ChoiceFacts, Projects } from '../projects';
import { toRun, toSummary } from './assignment.mapper';
import { AssignmentRepository, type RunRow } from './assignment.repository';
import {
  type Candidate,
  type HandMove,
  type StoredOffer,
  isOutdated,
  moveFaults,
  moved,
  rowsOf,
} from './assignment.rules';
import { drawn, placesMissing } from './matching.rules';

interface Gathered {
  readonly choices: ChoiceFacts;
  readonly offers: readonly StoredOffer[];
  readonly candidates: readonly Candidate[];
}

/** Works out which group gets which dataset: a draft until it is published. */
@Injectable()
export class AssignmentService {
  constructor(
    private readonly runs: AssignmentRepository,
    private readonly projects: Projects,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async desk(courseId: string): Promise<AssignmentDesk> {
    const { choices, offers, candidates } = await this.gathered(courseId);
    const needing = candidates.filter(({ granted }) => granted === null);
    const capacities = offers.map(({ capacity }) => capacity);
    return {
      groups: candidates.length,
      own: candidates.length - needing.length,
      places: capacities.reduce((sum, capacity) => sum + capacity, 0),
      missing: placesMissing(needing.length, capacities),
      rankCount: choices.rankCount,
      closesAt: choices.closesAt?.toISOString() ?? null,
      notRanked: needing
        .filter(({ ranks }) => ranks.length === 0)
        .map(({ groupId, group }) => ({ groupId, group })),
      challenges: [...choices.datasets].map(([datasetId, { name, challenge }]) => ({
        datasetId,
        dataset: name,
        challenge: challenge && toldChallenge(challenge),
      })),
      runs: (await this.runs.of(courseId)).map(toSummary),
      inForceId: (await this.runs.inForce(courseId))?.id ?? null,
    };
  }

  async get(courseId: string, id: string): Promise<RunRow> {
    const row = await this.runs.find(courseId, id);
    if (!row) throw notFound();
    return row;
  }

  async answer({ courseId, id }: Pick<RunRow, 'courseId' | 'id'>): Promise<AssignmentRun> {
    const row = await this.get(courseId, id);
    const inForce = (await this.runs.inForce(courseId))?.id === id;
    return toRun(row, { inForce, outdated: !inForce && (await this.outdated(row)) });
  }

  run(me: CourseMember, givenSeed: string | undefined): Promise<RunRow> {
    return this.database.transaction(async () => {
      await this.lock(me.courseId);
      const { choices, offers, candidates } = await this.gathered(me.courseId);
      const needing = candidates.filter(({ granted }) => granted === null);
      if (candidates.length === 0)
        throw new DomainError('assignment-refused', 'The course has no groups yet.', {}, [
          { code: 'no-groups' },
        ]);
      const capacities = offers.map(({ capacity }) => capacity);
      const missing = placesMissing(needing.length, capacities);
      if (missing > 0)
        throw new DomainError('places-missing', 'The capacities do not hold all groups.', {
          missing,
          groups: needing.length,
          places: needing.length - missing,
        });
      const seed = givenSeed ?? this.ids.code(6);
      const choosers = needing.map(({ groupId, ranks }) => ({ id: groupId, ranks }));
      const rows = rowsOf(candidates, offers, drawn(choosers, offers, choices.rankCount, seed));
      const { rankCount } = choices;
      return this.keep(me, { seed, reason: null, rankCount, offers, rows });
    });
  }

  adjust(me: CourseMember, id: string, moves: readonly HandMove[]): Promise<RunRow> {
    return this.database.transaction(async () => {
      await this.lock(me.courseId);
      const run = await this.get(me.courseId, id);
      if (run.publishedAt !== null)
        throw new DomainError('assignment-refused', 'This assignment is published.', {}, [
          { code: 'run-published' },
        ]);
      const rows = movedRows(run, moves, await this.namesOf(me.courseId));
      await this.runs.setRows(id, rows);
      await this.record(me, 'assignment.adjusted', id, moves);
      return this.get(me.courseId, id);
    });
  }

  /** What the groups have, with one of them moved; not published yet. */
  async reassigned(me: CourseMember, move: HandMove, reason: string): Promise<RunRow> {
    const inForce = await this.runs.inForce(me.courseId);
    if (!inForce)
      throw new DomainError('assignment-refused', 'Nothing is assigned yet.', {}, [
        { code: 'nothing-assigned' },
      ]);
    // By what is offered today, and with the group in it where it is newer than the assignment.
    const { choices, offers, candidates } = await this.gathered(me.courseId);
    const there = new Set(inForce.rows.map(({ groupId }) => groupId));
    const newcomer = candidates.find(
      ({ groupId }) => groupId === move.groupId && !there.has(groupId),
    );
    const now = {
      rankCount: choices.rankCount,
      offers,
      rows: [
        ...inForce.rows.filter(({ groupId }) =>
          candidates.some((each) => each.groupId === groupId),
        ),
        ...rowsOf(newcomer ? [newcomer] : [], offers, new Map([[move.groupId, move.datasetId]])),
      ],
    };
    const rows = movedRows(now, [move], await this.namesOf(me.courseId));
    return this.keep(me, { ...now, rows, seed: null, reason });
  }

  inForce(courseId: string): Promise<RunRow | undefined> {
    return this.runs.inForce(courseId);
  }

  async outdated(run: RunRow): Promise<boolean> {
    const { choices, offers, candidates } = await this.gathered(run.courseId);
    return isOutdated(run, { rankCount: choices.rankCount, offers, candidates });
  }

  /** Whoever works at a course's assignment waits here for the others. */
  lock(courseId: string): Promise<void> {
    return this.database.lock(`assignment:${courseId}`);
  }

  record(
    { courseId, accountId }: CourseMember,
    deed: string,
    thingId: string,
    after: unknown,
    why?: string,
  ): Promise<void> {
    return this.audit.record({
      courseId,
      accountId,
      deed,
      thing: 'assignment',
      thingId,
      new: after,
      ...(why !== undefined && { why }),
    });
  }

  private async keep(
    me: CourseMember,
    run: Pick<RunRow, 'seed' | 'reason' | 'rankCount' | 'offers' | 'rows'>,
  ): Promise<RunRow> {
    const id = this.ids.next();
    const { courseId, accountId } = me;
    await this.runs.insert({ id, courseId, accountId, madeAt: this.clock.now(), ...run });
    await this.record(me, 'assignment.run', id, { seed: run.seed }, run.reason ?? undefined);
    return this.get(courseId, id);
  }

  private async gathered(courseId: string): Promise<Gathered> {
    const choices = await this.projects.choicesOf(courseId);
    const nameOf = (datasetId: string) => choices.datasets.get(datasetId)?.name ?? '';
    return {
      choices,
      offers: choices.offers.map(({ datasetId, capacity }) => ({
        datasetId,
        capacity,
        dataset: nameOf(datasetId),
      })),
      candidates: choices.groups.map(({ groupId, group, ranks, granted }) => ({
        groupId,
        group,
        ranks,
        granted: granted === null ? null : { datasetId: granted, dataset: nameOf(granted) },
      })),
    };
  }

  private async namesOf(courseId: string): Promise<(datasetId: string) => string> {
    const { datasets } = await this.projects.choicesOf(courseId);
    return (datasetId) => datasets.get(datasetId)?.name ?? '';
  }
}

function movedRows(
  run: Pick<RunRow, 'rankCount' | 'offers' | 'rows'>,
  moves: readonly HandMove[],
  nameOf: (datasetId: string) => string,
): RunRow['rows'] {
  const faults = moveFaults(run, moves);
  if (faults.length > 0)
    throw new DomainError('assignment-refused', 'Groups cannot be moved so.', {}, faults);
  return moved(run, moves, nameOf);
}

const toldChallenge = ({ id, title, state, groupIds, formerGroups }: ChallengeFacts) => ({
  id,
  title,
  state,
  openToAll: groupIds.length === 0 && formerGroups.length === 0,
});
