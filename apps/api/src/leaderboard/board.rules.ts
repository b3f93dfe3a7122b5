import type { Board, BoardRow } from '@holdout/contracts';

import { STEPPED_SKILL_DIGITS, toDigits, toSteps } from '../platform/figures';
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
  readonly noInterval: string | null;
  readonly skill: BoardRow['skill'];
  /** null while it is worked out. */
  readonly tier: number | null;
  /** Against its tier's leader; null of a leader. */
  readonly gap: BoardRow['gap'];
  readonly sortKey: number;
  readonly submissions: number;
  readonly achievedAt: Date;
}

/** What is told when a board becomes another one. */
export const boardTopic = (challengeId: string): string => `board:${challengeId}`;

/** What is told when the guests of a board must ask anew whether they may watch. */
export const guestsTopic = (challengeId: string): string => `guests:${challengeId}`;

/** A part of a board, as an audience looks at it. */
export interface Look {
  readonly audience: Audience;
  readonly part: BoardPart;
  readonly pseudonyms: boolean;
  readonly revealed: boolean;
  /** strict: the steps per unit in which public figures are told; null, as they are. */
  readonly steps: number | null;
}

/** What this audience is told of a figure. */
export function toldTo(
  { audience, part, steps }: Pick<Look, 'audience' | 'part' | 'steps'>,
  figure: number,
): number {
  if (audience === 'staff') return figure;
  return toDigits(part === 'public' ? toSteps(figure, steps) : figure);
}

function skillTold({ audience, part, steps }: Look, skill: BoardRow['skill']): BoardRow['skill'] {
  if (skill === null || audience === 'staff') return skill;
  const digits = part === 'public' && steps !== null ? STEPPED_SKILL_DIGITS : undefined;
  const told = (figure: number | null) => (figure === null ? null : toDigits(figure, digits));
  return { value: toDigits(skill.value, digits), low: told(skill.low), high: told(skill.high) };
}

/** Differences on the same rows are for staff, and after the reveal for all, of the private rows. */
function gapTold({ audience, part, revealed }: Look, gap: BoardRow['gap']): BoardRow['gap'] {
  if (gap === null || audience === 'staff') return gap;
  if (part === 'public' || !revealed) return null;
  const told = (figure: number | null) => (figure === null ? null : toDigits(figure));
  const { difference, low, high, p, reason } = gap;
  return { difference: toDigits(difference), low: told(low), high: told(high), p: told(p), reason };
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
  look: Look,
): { groupId: string; other: BoardRow; own: BoardRow }[] {
  const { audience, pseudonyms } = look;
  const ranks = ranksOf(lines);
  const publicRanks = ranksOf(publicLines ?? []);
  const inPublic = new Map(
    (publicLines ?? []).map((line, i) => [line.groupId, { line, rank: publicRanks[i] ?? null }]),
  );
  const told = (figure: number | null, part = look.part) =>
    figure === null ? null : toldTo({ ...look, part }, figure);
  return lines.map((line, i) => {
    const before = inPublic.get(line.groupId);
    const hidden = audience === 'guest' || (pseudonyms && audience === 'student');
    const other: BoardRow = {
      rank: ranks[i] ?? i + 1,
      tier: line.tier,
      groupId: hidden ? null : line.groupId,
      name: nameFor(audience, line, pseudonyms),
      mine: false,
      score: toldTo(look, line.score),
      low: told(line.low),
      high: told(line.high),
      noInterval: line.noInterval,
      skill: skillTold(look, line.skill),
      gap: gapTold(look, line.gap),
      submissions: line.submissions,
      achievedAt: line.achievedAt.toISOString(),
      publicRank: before?.rank ?? null,
      publicScore: told(before?.line.score ?? null, 'public'),
    };
    return {
      groupId: line.groupId,
      other,
      own: { ...other, mine: true, groupId: line.groupId, name: line.name },
    };
  });
}
