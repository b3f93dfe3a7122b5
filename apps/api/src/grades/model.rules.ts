import { type Policy, exact, modelMark, ratioOf } from '@holdout/grading';

import type { BookItem, Given } from './line.rules';

/** A published challenge that has a skill. */
export interface SkilledChallenge {
  readonly id: string;
  readonly closesAt: Date | null;
  readonly revealedAt: Date | null;
  /** Empty: open to all. */
  readonly groupIds: readonly string[];
  /** Groups that were moved to another challenge; one that never named any is open to all. */
  readonly formerGroups: readonly unknown[];
}

export interface PrivateSkill {
  readonly challengeId: string;
  readonly groupId: string;
  readonly value: number;
}

/**
 * The model's mark of each group (rule 11): the mean over the challenges with a skill that are open to it, from the private
 * skill, so after the reveal of the last of them. Who has sent nothing that was scored has 0 in that challenge, and is
 * missing where that is so in all. A group that none is open to waits for a mark typed by hand. Without any challenge
 * with a skill there is no such item: undefined.
 */
export function modelItem(
  courseId: string,
  challenges: readonly SkilledChallenge[],
  skills: readonly PrivateSkill[],
  groupIds: readonly string[],
  { model }: Pick<Policy, 'model'>,
  now: Date,
): BookItem | undefined {
  if (challenges.length === 0) return undefined;
  const skillOf = new Map(
    skills.map(({ challengeId, groupId, value }) => [`${challengeId} ${groupId}`, value]),
  );
  const given = (groupId: string): Given => {
    const own = challenges.filter(
      ({ groupIds: open, formerGroups }) =>
        (open.length === 0 && formerGroups.length === 0) || open.includes(groupId),
    );
    const without = (state: Given['state']): Given => ({ state, points: null, lateSeconds: 0 });
    if (own.length === 0) return without('pending');
    if (own.some(({ closesAt }) => closesAt === null || closesAt > now)) return without('not_due');
    if (own.some(({ revealedAt }) => revealedAt === null)) return without('pending');
    const marked = own.flatMap(({ id }) => {
      const skill = skillOf.get(`${id} ${groupId}`);
      return skill === undefined ? [] : [{ challengeId: id, skill }];
    });
    const mean = modelMark(marked, model);
    if (mean === null) return without('missing');
    const share = exact(mean).mul(marked.length).div(own.length);
    return { state: 'earned', points: ratioOf(share.mul(100)), lateSeconds: 0 };
  };
  const ends = challenges.map(({ closesAt }) => closesAt?.getTime() ?? Infinity);
  const last = Math.max(...ends);
  return {
    // One of each course, so the course's own id names it.
    id: courseId,
    kind: 'model',
    title: '',
    maximum: '100',
    by: 'group',
    source: 'model',
    extraCredit: false,
    published: true,
    deadline: Number.isFinite(last) ? new Date(last) : null,
    removedAt: null,
    given: new Map(groupIds.map((groupId) => [groupId, given(groupId)])),
  };
}
