import type { Complaint, QuestionContent } from '@holdout/contracts';

export interface HandMark {
  /** Null gives it back to the key. */
  readonly points: number | null;
  readonly comment: string;
  readonly rubric: readonly { readonly id: string; readonly points: number }[];
  readonly reason: string;
}

/** What is wrong with a mark by hand, all at once. `worth` is what the quiz gives for the question. */
export function handMarkFaults(
  { points, rubric, reason }: HandMark,
  content: QuestionContent,
  worth: number,
): Complaint[] {
  if (points === null) return [];
  const faults: Complaint[] = [];
  if (points > worth)
    faults.push({ code: 'above-points', column: 'points', expected: String(worth) });
  if (content.type !== 'essay' && reason === '')
    faults.push({ code: 'reason-needed', column: 'reason' });
  if (rubric.length > 0) faults.push(...rubricFaults(points, rubric, content));
  return faults;
}

function rubricFaults(
  points: number,
  rubric: HandMark['rubric'],
  content: QuestionContent,
): Complaint[] {
  const criteria = content.type === 'essay' ? content.rubric : [];
  const most = new Map(criteria.map(({ id, points: worth }) => [id, worth]));
  const faults = rubric.flatMap(({ id, points: given }): Complaint[] => {
    const worth = most.get(id);
    if (worth === undefined) return [{ code: 'criterion-unknown', column: 'rubric', value: id }];
    return given > worth
      ? [{ code: 'above-points', column: 'rubric', value: id, expected: String(worth) }]
      : [];
  });
  const hundredths = rubric.reduce((sum, each) => sum + Math.round(each.points * 100), 0);
  if (hundredths !== Math.round(points * 100))
    faults.push({
      code: 'rubric-not-the-points',
      column: 'rubric',
      value: String(hundredths / 100),
    });
  return faults;
}
