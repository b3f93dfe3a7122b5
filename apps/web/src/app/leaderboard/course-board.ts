import type { CourseBoard, CourseBoardRow } from '@holdout/contracts';

/** A line of the course's board: a group, or one of the two models between which skill is counted. */
export type CourseLine =
  | { readonly kind: 'group'; readonly row: CourseBoardRow }
  | { readonly kind: 'baseline' | 'reference'; readonly skill: 0 | 1 };

/** The groups in the board's order, and the two models before the first group that they beat. */
export function courseLinesOf({ rows }: Pick<CourseBoard, 'rows'>): CourseLine[] {
  const lines: CourseLine[] = [];
  const marks: CourseLine[] = [
    { kind: 'reference', skill: 1 },
    { kind: 'baseline', skill: 0 },
  ];
  for (const row of rows) {
    while (marks[0] && marks[0].kind !== 'group' && marks[0].skill > row.skill)
      lines.push(marks.shift()!);
    lines.push({ kind: 'group', row });
  }
  return [...lines, ...marks];
}

/** From the least to the most that is drawn: 0, 1 and every interval. */
export function courseScaleOf({ rows }: Pick<CourseBoard, 'rows'>): { from: number; to: number } {
  const all = rows.flatMap(({ skill, low, high }) => [skill, low ?? skill, high ?? skill]);
  return { from: Math.min(0, ...all), to: Math.max(1, ...all) };
}
