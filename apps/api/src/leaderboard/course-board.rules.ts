import type { CourseBoardRow } from '@holdout/contracts';

import { STEPPED_SKILL_DIGITS, toDigits } from '../platform/figures';
import { type Audience, type BoardPart, nameFor } from './board.rules';

/** A group's skill on one challenge. */
export interface SkillLine {
  readonly challengeId: string;
  readonly groupId: string;
  readonly name: string;
  readonly pseudonym: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** A challenge that counts: open to these groups (none: to all), told by this part. */
export interface Counted {
  readonly id: string;
  readonly groupIds: readonly string[];
  readonly formerGroups: readonly unknown[];
  readonly part: BoardPart;
  /** strict: the steps per unit in which public figures are told; null, as they are. */
  readonly steps: number | null;
}

export interface CourseLook {
  readonly audience: Audience;
  readonly groupId: string | null;
  readonly pseudonyms: boolean;
}

/** Which part of a challenge this audience is told of: the private one after the reveal; staff whichever they ask for. */
export function countedPart(
  revealed: boolean,
  audience: Audience,
  asked: BoardPart | undefined,
): BoardPart {
  if (audience === 'staff' && asked !== undefined) return asked;
  return revealed ? 'private' : 'public';
}

/**
 * The groups of a course by skill, best first: of each the mean over those of its challenges in which it has one, equal
 * means share a rank (1, 1, 3) and stand by name. Groups without any are not on it.
 */
export function courseRows(
  lines: readonly SkillLine[],
  counted: readonly Counted[],
  look: CourseLook,
): CourseBoardRow[] {
  const rows = [...Map.groupBy(lines, ({ groupId }) => groupId)].map(([groupId, own]) => ({
    groupId,
    mean: meanSkill(own),
    row: rowOf(groupId, own, counted, look),
  }));
  rows.sort((a, b) => b.mean.value - a.mean.value || a.row.name.localeCompare(b.row.name, 'es'));
  let rank = 0;
  return rows.map(({ mean, row }, i) => {
    if (mean.value !== rows[i - 1]?.mean.value) rank = i + 1;
    return { ...row, rank };
  });
}

/**
 * The mean of skills on different data, with its 95 % interval from theirs: what each end is away from the value adds up
 * as the squares of independent errors do (MOVER; Zou and Donner 2008). null where one of them has no interval.
 */
export function meanSkill(skills: readonly Pick<SkillLine, 'value' | 'low' | 'high'>[]) {
  const n = skills.length;
  const value = skills.reduce((sum, each) => sum + each.value, 0) / n;
  let [below, above] = [0, 0];
  for (const each of skills) {
    if (each.low === null || each.high === null) return { value, low: null, high: null };
    below += (each.value - each.low) ** 2;
    above += (each.high - each.value) ** 2;
  }
  return { value, low: value - Math.sqrt(below) / n, high: value + Math.sqrt(above) / n };
}

function rowOf(
  groupId: string,
  own: readonly SkillLine[],
  counted: readonly Counted[],
  { audience, groupId: mineId, pseudonyms }: CourseLook,
): CourseBoardRow {
  const first = own[0]!;
  const mine = groupId === mineId;
  const theirs = counted.filter(
    ({ groupIds, formerGroups }) =>
      (groupIds.length === 0 && formerGroups.length === 0) || groupIds.includes(groupId),
  );
  const scored = new Set(own.map(({ challengeId }) => challengeId));
  const isStepped = theirs.some(
    ({ id, part, steps }) => scored.has(id) && part === 'public' && steps !== null,
  );
  const told = (figure: number) => {
    if (audience === 'staff') return figure;
    return toDigits(figure, isStepped ? STEPPED_SKILL_DIGITS : undefined);
  };
  const { value, low, high } = meanSkill(own);
  const hidden = pseudonyms && audience !== 'staff' && !mine;
  return {
    rank: 0,
    groupId: hidden ? null : groupId,
    name: mine ? first.name : nameFor(audience, first, pseudonyms),
    mine,
    skill: told(value),
    low: low === null ? null : told(low),
    high: high === null ? null : told(high),
    counted: own.length,
    of: theirs.length,
  };
}

const COLUMNS = ['rank', 'group', 'skill', 'low', 'high', 'challenges', 'of'];

export function courseCsvRows(rows: readonly CourseBoardRow[]): (string | number | null)[][] {
  return [
    COLUMNS,
    ...rows.map(({ rank, name, skill, low, high, counted, of }) => [
      rank,
      name,
      skill,
      low,
      high,
      counted,
      of,
    ]),
  ];
}
