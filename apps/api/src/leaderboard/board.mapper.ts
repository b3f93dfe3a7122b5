import type { BoardRow, ResponseOf, leaderboardRoutes } from '@holdout/contracts';

import { type Audience, nameFor, toldTo } from './board.rules';

/** An improvement of a group as it is stored; those of a group stand together, in their order. */
interface StepLine {
  readonly groupId: string;
  readonly name: string;
  readonly pseudonym: string;
  readonly at: Date;
  readonly score: number;
}

type Series = ResponseOf<typeof leaderboardRoutes.history>['series'];

/** A line of best-so-far per group, mine first and then by the name that is shown: another order would tell who is who. */
export function toSeries(
  lines: readonly StepLine[],
  audience: Audience,
  groupId: string | null,
  pseudonyms: boolean,
): Series {
  const series = new Map<string, Series[number]>();
  for (const line of lines) {
    const mine = line.groupId === groupId;
    const name = mine ? line.name : nameFor(audience, line, pseudonyms);
    const one = series.get(line.groupId) ?? { name, mine, steps: [] };
    one.steps.push({ at: line.at.toISOString(), score: toldTo(audience, line.score) });
    series.set(line.groupId, one);
  }
  return [...series.values()].sort(
    (a, b) => Number(b.mine) - Number(a.mine) || a.name.localeCompare(b.name, 'es'),
  );
}

const COLUMNS = [
  'rank',
  'group',
  'score',
  'low',
  'high',
  'submissions',
  'achieved_at',
  'public_rank',
  'public_score',
];

export function toCsvRows(rows: readonly BoardRow[]): (string | number | null)[][] {
  return [
    COLUMNS,
    ...rows.map((row) => [
      row.rank,
      row.name,
      row.score,
      row.low,
      row.high,
      row.submissions,
      row.achievedAt,
      row.publicRank,
      row.publicScore,
    ]),
  ];
}
