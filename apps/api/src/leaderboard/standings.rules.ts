export type Direction = 'higher' | 'lower';

/** A scored submission of a group, with the challenge's metric on both parts. */
export interface Candidate {
  readonly submissionId: string;
  readonly evaluationId: string;
  readonly receivedAt: Date;
  readonly finalAt: Date | null;
  /** strict: it beat the group's best of its time beyond chance; null where the challenge has no ladder. */
  readonly ladder: 'better' | 'no-better' | null;
  readonly public: Figure | null;
  readonly private: Figure | null;
}

export interface Figure {
  readonly score: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Why there is no interval. */
  readonly noInterval: string | null;
  readonly skill: Skill | null;
}

export interface Skill {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface Standing extends Figure {
  readonly submissionId: string;
  readonly evaluationId: string;
  readonly achievedAt: Date;
}

export function isBetter(one: number, other: number, direction: Direction): boolean {
  return direction === 'higher' ? one > other : one < other;
}

/** The score with its sign turned so that less is better: what the board is ordered by. */
export function sortKeyOf(score: number, direction: Direction): number {
  return direction === 'higher' ? -score : score;
}

/** The improvements of a group on the public rows, in the order in which it sent them. */
export function stepsOf(candidates: readonly Candidate[], direction: Direction): Standing[] {
  const steps: Standing[] = [];
  for (const candidate of inOrderOfArrival(candidates)) {
    const figure = shownFigure(candidate);
    const best = steps.at(-1);
    if (figure && (!best || isBetter(figure.score, best.score, direction)))
      steps.push(standing(candidate, figure));
  }
  return steps;
}

/** Where a group stands on the public rows: its best, and of equals the earlier. */
export function publicStanding(
  candidates: readonly Candidate[],
  direction: Direction,
): Standing | null {
  return stepsOf(candidates, direction).at(-1) ?? null;
}

/**
 * The submissions that count in the end: those it marked, and where it marked fewer than `finals`, its best on the public
 * rows besides them.
 */
export function finalsOf(
  candidates: readonly Candidate[],
  direction: Direction,
  finals: number,
): Candidate[] {
  const arrived = inOrderOfArrival(candidates);
  const marked = arrived.filter(({ finalAt }) => finalAt !== null);
  const others = arrived
    .filter((candidate) => candidate.finalAt === null && candidate.public !== null)
    .sort(
      (a, b) =>
        sortKeyOf(a.public?.score ?? 0, direction) - sortKeyOf(b.public?.score ?? 0, direction),
    );
  return [...marked, ...others].slice(0, Math.max(finals, marked.length));
}

/** Where a group stands on the private rows: the best private score of its finals. */
export function privateStanding(
  candidates: readonly Candidate[],
  direction: Direction,
  finals: number,
): Standing | null {
  let best: Standing | null = null;
  for (const candidate of inOrderOfArrival(finalsOf(candidates, direction, finals))) {
    const figure = candidate.private;
    if (figure && (!best || isBetter(figure.score, best.score, direction)))
      best = standing(candidate, figure);
  }
  return best;
}

/**
 * Ranks of lines that are in order, best first: 1 + groups in higher tiers (1, 1, 3). A line whose tier is still worked
 * out stands by its score for now: 1 + groups with a better one.
 */
export function ranksOf(
  lines: readonly { readonly sortKey: number; readonly tier: number | null }[],
): number[] {
  const firstOf = new Map<number, number>();
  let placed = 0;
  for (const { tier } of [...lines].sort((a, b) => (a.tier ?? 0) - (b.tier ?? 0))) {
    if (tier === null) continue;
    if (!firstOf.has(tier)) firstOf.set(tier, placed + 1);
    placed++;
  }
  let better = 0;
  return lines.map(({ sortKey, tier }, i) => {
    if (i > 0 && sortKey !== lines[i - 1]!.sortKey) better = i;
    return tier === null ? better + 1 : (firstOf.get(tier) ?? better + 1);
  });
}

/** In a strict challenge only what beat the group's best beyond chance is shown. */
function shownFigure({ ladder, public: figure }: Candidate): Figure | null {
  return ladder === 'no-better' ? null : figure;
}

function inOrderOfArrival(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates].sort(
    (a, b) =>
      a.receivedAt.getTime() - b.receivedAt.getTime() || (a.submissionId < b.submissionId ? -1 : 1),
  );
}

function standing({ submissionId, evaluationId, receivedAt }: Candidate, figure: Figure): Standing {
  return { submissionId, evaluationId, achievedAt: receivedAt, ...figure };
}
