import type { Board, BoardRow, ResponseOf, leaderboardRoutes } from '@holdout/contracts';

import { type Audience, nameFor, toldTo } from './board.rules';

/** An improvement of a group as it is stored; those of a group stand together, in their order. */
interface StepLine {
  readonly groupId: string;
  readonly name: string;
  readonly pseudonym: string;
  readonly at: Date;
  readonly score: number;
}

interface SeriesLook {
  readonly audience: Audience;
  readonly groupId: string | null;
  readonly pseudonyms: boolean;
  readonly challenge: { readonly steps: number | null };
}

type Series = ResponseOf<typeof leaderboardRoutes.history>['series'];

/** A line of best-so-far per group, mine first and then by the name that is shown: another order would tell who is who. */
export function toSeries(
  lines: readonly StepLine[],
  { audience, groupId, pseudonyms, challenge: { steps } }: SeriesLook,
): Series {
  const series = new Map<string, Series[number]>();
  for (const line of lines) {
    const mine = line.groupId === groupId;
    const name = mine ? line.name : nameFor(audience, line, pseudonyms);
    const one = series.get(line.groupId) ?? { name, mine, steps: [] };
    one.steps.push({
      at: line.at.toISOString(),
      score: toldTo({ audience, part: 'public', steps }, line.score),
    });
    series.set(line.groupId, one);
  }
  return [...series.values()].sort(
    (a, b) => Number(b.mine) - Number(a.mine) || a.name.localeCompare(b.name, 'es'),
  );
}

const COLUMNS = [
  'rank',
  'tier',
  'group',
  'score',
  'low',
  'high',
  'skill',
  'skill_low',
  'skill_high',
  'submissions',
  'achieved_at',
  'public_rank',
  'public_score',
];

/** Best first; the baselines stand below the groups, without a rank: they lead nothing. */
export function toCsvRows(
  rows: readonly BoardRow[],
  baselines: Board['baselines'],
): (string | number | null)[][] {
  return [
    COLUMNS,
    ...rows.map((row) => [
      row.rank,
      row.tier,
      row.name,
      row.score,
      row.low,
      row.high,
      row.skill?.value ?? null,
      row.skill?.low ?? null,
      row.skill?.high ?? null,
      row.submissions,
      row.achievedAt,
      row.publicRank,
      row.publicScore,
    ]),
    ...baselines.map(({ kind, value }) =>
      COLUMNS.map((column) => (column === 'group' ? kind : column === 'score' ? value : null)),
    ),
  ];
}
