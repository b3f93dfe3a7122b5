import { DateTime } from 'luxon';

import type { Facts } from '@holdout/contracts';

/** From midnight to midnight where the course is. */
export interface CourseDay {
  readonly start: Date;
  readonly end: Date;
}

/** The day of the course's zone that holds `now`; on the days when clocks change it has 23 or 25 hours. */
export function courseDay(now: Date, timeZone: string): CourseDay {
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  return {
    start: local.startOf('day').toJSDate(),
    end: local.startOf('day').plus({ days: 1 }).startOf('day').toJSDate(),
  };
}

export interface IntakeFacts {
  readonly now: Date;
  readonly opensAt: Date | null;
  /** The group's own end: the challenge's, or its extension. */
  readonly deadline: Date | null;
  readonly revealedAt: Date | null;
  readonly perDay: number;
  /** Received today and not given back. */
  readonly spent: number;
  readonly renewsAt: Date;
}

export interface Refusal {
  readonly code: 'challenge-not-open' | 'submissions-closed' | 'submission-quota-spent';
  readonly sentence: string;
  readonly facts: Facts;
}

/** Whether a group's models are taken now; the end itself is still in time. */
export function windowRefusal(
  facts: Pick<IntakeFacts, 'now' | 'opensAt' | 'deadline' | 'revealedAt'>,
): Refusal | null {
  const { now, opensAt, deadline, revealedAt } = facts;
  if (opensAt && now < opensAt)
    return {
      code: 'challenge-not-open',
      sentence: 'The challenge has not opened yet.',
      facts: { opensAt: opensAt.toISOString() },
    };
  const end = revealedAt ?? deadline;
  if (revealedAt || (deadline && now > deadline))
    return {
      code: 'submissions-closed',
      sentence: 'Submissions are closed.',
      facts: { closedAt: end?.toISOString() ?? null },
    };
  return null;
}

/** Why a submission would be refused now, or null. */
export function refusalOf(facts: IntakeFacts): Refusal | null {
  const closed = windowRefusal(facts);
  if (closed) return closed;
  if (facts.spent >= facts.perDay)
    return {
      code: 'submission-quota-spent',
      sentence: `All ${facts.perDay} submissions of today are spent.`,
      facts: { quota: facts.perDay, renewsAt: facts.renewsAt.toISOString() },
    };
  return null;
}

/** So often a day does a failure of ours give a submission back by itself; then staff decide. */
const OUR_FAULTS_A_DAY = 3;

export type Returned = 'rejected' | 'cancelled' | 'our-fault' | 'by-staff';

/**
 * Whether the day's quota is given back at the end of a first evaluation: rejected or cancelled before its code ran, or
 * failed by our fault. Code that ran costs, whatever it wrote. A rerun neither costs nor gives back.
 */
export function returnedWhy(facts: {
  readonly state: 'scored' | 'rejected' | 'failed' | 'cancelled';
  readonly version: number;
  readonly codeRan: boolean;
  readonly ourFaultsToday: number;
}): Returned | null {
  if (facts.version > 1) return null;
  switch (facts.state) {
    case 'scored':
      return null;
    case 'rejected':
    case 'cancelled':
      return facts.codeRan ? null : facts.state;
    case 'failed':
      return facts.ourFaultsToday < OUR_FAULTS_A_DAY ? 'our-fault' : null;
  }
}
