import { Injectable } from '@nestjs/common';

import type { Quota, SubmissionKind, submissionRoutes } from '@holdout/contracts';
import { languageOfZip, notebookLanguage } from '@holdout/ml/runtimes';

import type { ChallengeFacts } from '../challenges';
import { Courses } from '../courses';
import { Extensions } from '../extensions';
import { Clock } from '../platform/clock';
import { DomainError } from '../platform/domain-error';
import type { Sent } from '../platform/http/upload';
import { Blobs } from '../platform/storage/blobs';
import { type IntakeFacts, courseDay, refusalOf, windowRefusal } from './intake.rules';
import { INTAKE, type IntakeKind, recognise, settledKind } from './kind.rules';
import { SubmissionsRepository } from './submissions.repository';

/** On what terms a group's models are taken now: until when, how many, of which kinds. */
@Injectable()
export class TermsService {
  constructor(
    private readonly submissions: SubmissionsRepository,
    private readonly extensions: Extensions,
    private readonly courses: Courses,
    private readonly clock: Clock,
    private readonly blobs: Blobs,
  ) {}

  /** What a file is, before any of it is stored; refuses what is no submission, and what nobody could run now. */
  async judge(sent: Sent<typeof submissionRoutes.submit>): Promise<IntakeKind> {
    const { filename, head, fields } = sent;
    const found = recognise({ kind: fields.kind, filename, head });
    if (!found.known)
      throw new DomainError('kind-unknown', 'This file is not taken as it is.', found.facts);
    // Of an archive it is known when all of it is there.
    if (!isUnsettled(found.intake.kind, fields.kind, filename))
      await this.assertRuns(found.intake.kind);
    return found.intake;
  }

  /** What a stored file is, where its name and its beginning do not tell; refuses what nobody could run now. */
  async settle(
    judged: SubmissionKind,
    named: SubmissionKind | undefined,
    file: { readonly blob: string; readonly filename: string },
  ): Promise<SubmissionKind> {
    if (!isUnsettled(judged, named, file.filename)) return judged;
    const bytes = await this.blobs.bytesOf(file.blob);
    const language = judged === 'notebook' ? notebookLanguage(bytes) : languageOfZip(bytes);
    const kind = settledKind(judged, language);
    await this.assertRuns(kind);
    return kind;
  }

  private async assertRuns(kind: SubmissionKind): Promise<void> {
    const missing = (await this.unavailable()).find((each) => each.kind === kind);
    if (missing)
      throw new DomainError('code-unavailable', 'No worker can run this kind now.', {
        kind: missing.kind,
        reason: missing.code,
        fix: missing.fix,
      });
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
    const faults = workers.flatMap((worker) => worker.faults);
    return INTAKE.flatMap(({ kind, runtime }) => {
      if (runtime === null || runtimes.has(runtime)) return [];
      const fault = faults.find(({ kinds }) => kinds === undefined || kinds.includes(kind));
      return [{ kind, code: fault?.code ?? 'no-worker', fix: fault?.fix ?? '' }];
    });
  }
}

function isUnsettled(
  kind: SubmissionKind,
  named: SubmissionKind | undefined,
  filename: string,
): boolean {
  if (named !== undefined) return false;
  return kind === 'notebook' || (kind === 'python' && !/\.py$/i.test(filename));
}
