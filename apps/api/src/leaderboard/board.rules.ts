import type { Board, BoardRow } from '@holdout/contracts';

import { ranksOf } from './standings.rules';

/** Who looks at a board: members of one group, guests, or the staff, who see names and every digit. */
export type Audience = 'student' | 'guest' | 'staff';

export type BoardPart = Board['part'];

/** Which rows this audience reads; undefined where it asks for what it may not see yet. */
export function partFor(
  audience: Audience,
  revealed: boolean,
  asked: BoardPart | undefined,
): BoardPart | undefined {
  if (asked === 'private' && !revealed && audience !== 'staff') return undefined;
  return asked ?? (revealed ? 'private' : 'public');
}

/** A group's line as it is stored. */
export interface Line {
  readonly groupId: string;
  readonly name: string;
  readonly pseudonym: string;
  readonly score: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly sortKey: number;
  readonly submissions: number;
  readonly achievedAt: Date;
}

const STUDENT_DIGITS = 4;

/** What is told when a board becomes another one. */
export const boardTopic = (challengeId: string): string => `board:${challengeId}`;

/** What is told when the guests of a board must ask anew whether they may watch. */
export const guestsTopic = (challengeId: string): string => `guests:${challengeId}`;

/** What this audience is told of a figure. */
export function toldTo(audience: Audience, figure: number): number {
  return audience === 'staff' ? figure : Number(figure.toPrecision(STUDENT_DIGITS));
}

/** By which name a group goes on a board that is not its own. */
export function nameFor(
  audience: Audience,
  group: Pick<Line, 'name' | 'pseudonym'>,
  pseudonyms: boolean,
): string {
  return pseudonyms && audience !== 'staff' ? group.pseudonym : group.name;
}

/**
 * The rows of a board, best first as `lines` are, with the ranks of the public rows beside private ones. `other` is what
 * others read, `own` what the group itself reads of its line.
 */
export function boardRows(
  lines: readonly Line[],
  publicLines: readonly Line[] | null,
  audience: Audience,
  pseudonyms: boolean,
): { groupId: string; other: BoardRow; own: BoardRow }[] {
  const ranks = ranksOf(lines.map(({ sortKey }) => sortKey));
  const publicRanks = ranksOf((publicLines ?? []).map(({ sortKey }) => sortKey));
  const inPublic = new Map(
    (publicLines ?? []).map((line, i) => [line.groupId, { line, rank: publicRanks[i] ?? null }]),
  );
  const told = (figure: number | null) => (figure === null ? null : toldTo(audience, figure));
  return lines.map((line, i) => {
    const before = inPublic.get(line.groupId);
    const hidden = audience === 'guest' || (pseudonyms && audience === 'student');
    const other: BoardRow = {
      rank: ranks[i] ?? i + 1,
      groupId: hidden ? null : line.groupId,
      name: nameFor(audience, line, pseudonyms),
      mine: false,
      score: toldTo(audience, line.score),
      low: told(line.low),
      high: told(line.high),
      submissions: line.submissions,
      achievedAt: line.achievedAt.toISOString(),
      publicRank: before?.rank ?? null,
      publicScore: told(before?.line.score ?? null),
    };
    return {
      groupId: line.groupId,
      other,
      own: { ...other, mine: true, groupId: line.groupId, name: line.name },
    };
  });
}
