import type { Part, Score, Submission } from '@holdout/contracts';

export interface ComparedFigure {
  readonly metric: string;
  readonly a: Score;
  readonly b: Score;
  /** b − a; null where one of them has no value. */
  readonly difference: number | null;
}

export interface ComparedPart {
  readonly part: Part;
  readonly figures: readonly ComparedFigure[];
  readonly reports: readonly Submission['reports'][number][];
}

const PARTS: readonly Part[] = ['private', 'validation', 'public'];

/** What this reader sees of both on the same rows, the challenge's own metric first. */
export function compared(a: Submission, b: Submission, own: string): ComparedPart[] {
  return PARTS.flatMap((part) => {
    const figures = a.scores.flatMap((score) => {
      const other = b.scores.find(
        (each) => each.part === part && each.metric === score.metric && score.part === part,
      );
      if (!other) return [];
      const both = score.value !== null && other.value !== null;
      const difference = both ? (other.value ?? 0) - (score.value ?? 0) : null;
      return [{ metric: score.metric, a: score, b: other, difference }];
    });
    figures.sort((x, y) => Number(y.metric === own) - Number(x.metric === own));
    const reports = [a, b].flatMap(({ reports: of }) => of.filter((each) => each.part === part));
    return figures.length > 0 ? [{ part, figures, reports }] : [];
  });
}
