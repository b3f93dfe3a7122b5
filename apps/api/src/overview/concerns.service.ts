import { Injectable } from '@nestjs/common';

import type { Overview } from '@holdout/contracts';

import { ConcernsRepository, type StudentRow } from './concerns.repository';
import { silenceOf } from './silence.rules';

/** What was due longer ago is history. */
const LATE_MS = 14 * 86_400_000;

type Concerns = Pick<Overview, 'people' | 'late' | 'silent' | 'toMark' | 'regrades' | 'next'>;

/** What of a course asks for somebody, and for whom. */
@Injectable()
export class ConcernsService {
  constructor(private readonly concerns: ConcernsRepository) {}

  async of(courseId: string, silentDays: number, now: Date): Promise<Concerns> {
    const [late, students, toMark, regrades, next] = await Promise.all([
      this.concerns.late(courseId, new Date(now.getTime() - LATE_MS), now),
      this.concerns.students(courseId),
      this.concerns.toMark(courseId),
      this.concerns.regrades(courseId),
      this.concerns.next(courseId, now),
    ]);
    return {
      people: students.map(({ memberId, name, group }) => ({ memberId, name, group })),
      late: late.map((row) => ({ ...row, dueAt: row.dueAt.toISOString() })),
      silent: students.flatMap((student) => silent(student, silentDays, now)),
      toMark,
      regrades,
      next: next.map((row) => ({ ...row, at: row.at?.toISOString() ?? null })),
    };
  }
}

function silent(student: StudentRow, days: number, now: Date): Overview['silent'] {
  const reasons = silenceOf(student, days, now);
  if (reasons.length === 0) return [];
  const { memberId, seenAt, submittedAt, attemptedAt } = student;
  const worked = Math.max(submittedAt?.getTime() ?? 0, attemptedAt?.getTime() ?? 0);
  return [
    {
      memberId,
      reasons,
      seenAt: seenAt?.toISOString() ?? null,
      workedAt: worked === 0 ? null : new Date(worked).toISOString(),
    },
  ];
}
