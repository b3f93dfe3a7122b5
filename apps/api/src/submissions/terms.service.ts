import { Injectable } from '@nestjs/common';

import type { Quota, submissionRoutes } from '@holdout/contracts';

import type { ChallengeFacts } from '../challenges';
import { Courses } from '../courses';
import { Extensions } from '../extensions';
import { Clock } from '../platform/clock';
import { DomainError } from '../platform/domain-error';
import type { Sent } from '../platform/http/upload';
import { type IntakeFacts, courseDay, refusalOf, windowRefusal } from './intake.rules';
import { INTAKE, type IntakeKind, recognise } from './kind.rules';
import { SubmissionsRepository } from './submissions.repository';

/** On what terms a group's models are taken now: until when, how many, of which kinds. */
@Injectable()
export class TermsService {
  constructor(
    private readonly submissions: SubmissionsRepository,
    private readonly extensions: Extensions,
    private readonly courses: Courses,
    private readonly clock: Clock,
  ) {}

  /** What a file is, before any of it is stored; refuses what is no submission, and what nobody could run now. */
  async judge(sent: Sent<typeof submissionRoutes.submit>): Promise<IntakeKind> {
    const { filename, head, fields } = sent;
    const found = recognise({ kind: fields.kind, filename, head });
    if (!found.known)
      throw new DomainError('kind-unknown', 'This file is not taken as it is.', found.facts);
    const missing = (await this.unavailable()).find(({ kind }) => kind === found.intake.kind);
    if (missing)
      throw new DomainError('code-unavailable', 'No worker can run this kind now.', {
        kind: missing.kind,
        reason: missing.code,
        fix: missing.fix,
      });
    return found.intake;
  }

  async quotaOf(challenge: ChallengeFacts, groupId: string): Promise<Quota> {
    const [facts, unavailable] = await Promise.all([
      this.facts(challenge, groupId),
      this.unavailable(),
    ]);
    return {
      perDay: facts.perDay,
      spent: facts.spent,
      renewsAt: facts.renewsAt.toISOString(),
      finals: challenge.finals,
      marked: facts.marked,
      closesAt: facts.deadline?.toISOString() ?? null,
      refusal: refusalOf(facts)?.code ?? null,
      unavailable,
    };
  }

  /** How many finals are marked, and whether the choice stands: the group's end has passed, or the private rows are shown. */
  async finalsOf(
    challenge: ChallengeFacts,
    groupId: string,
  ): Promise<{ readonly marked: number; readonly closed: boolean }> {
    const { marked, ...facts } = await this.facts(challenge, groupId);
    return { marked, closed: windowRefusal({ ...facts, opensAt: null }) !== null };
  }

  async facts(
    challenge: ChallengeFacts,
    groupId: string,
  ): Promise<IntakeFacts & { readonly marked: number }> {
    const now = this.clock.now();
    const { timeZone } = await this.courses.get(challenge.courseId);
    const day = courseDay(now, timeZone);
    return {
      now,
      opensAt: challenge.opensAt,
      deadline: await this.deadline(challenge, groupId),
      revealedAt: challenge.revealedAt,
      perDay: challenge.quotaPerDay,
      ...(await this.submissions.countsOf(challenge.id, groupId, day.start)),
      renewsAt: day.end,
    };
  }

  /** A group that has another challenge now, has had its end here. */
  private deadline(
    { id, closesAt, formerGroups }: ChallengeFacts,
    groupId: string,
  ): Promise<Date | null> {
    const moved = formerGroups.find((former) => former.id === groupId);
    if (moved) return Promise.resolve(new Date(moved.since));
    return this.extensions.deadlineFor('challenge', id, groupId, closesAt);
  }

  private async unavailable(): Promise<Quota['unavailable']> {
    const workers = await this.submissions.workers();
    const runtimes = new Set(workers.flatMap((worker) => worker.runtimes));
    const fault = workers.flatMap(({ faults }) => faults)[0];
    return INTAKE.flatMap(({ kind, runtime }) =>
      runtime === null || runtimes.has(runtime)
        ? []
        : [{ kind, code: fault?.code ?? 'no-worker', fix: fault?.fix ?? '' }],
    );
  }
}
