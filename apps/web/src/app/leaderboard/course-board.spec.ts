import type { CourseBoardRow } from '@holdout/contracts';

import { courseLinesOf, courseScaleOf } from './course-board';

const row = (name: string, skill: number): CourseBoardRow => ({
  rank: 1,
  groupId: null,
  name,
  mine: false,
  skill,
  low: skill - 0.5,
  high: null,
  counted: 1,
  of: 1,
});
const names = (rows: CourseBoardRow[]) =>
  courseLinesOf({ rows }).map((line) => (line.kind === 'group' ? line.row.name : line.kind));

describe('the lines of the course’s board', () => {
  it('have the two models before the groups that they beat, and after who equals them', () => {
    expect(names([row('a', 1.2), row('b', 1), row('c', 0.4), row('d', -0.1)])).toEqual([
      'a',
      'b',
      'reference',
      'c',
      'baseline',
      'd',
    ]);
    expect(names([])).toEqual(['reference', 'baseline']);
  });

  it('are drawn from below all to above all, 0 and 1 among them', () => {
    expect(courseScaleOf({ rows: [row('a', 0.7)] })).toEqual({ from: 0, to: 1 });
    expect(courseScaleOf({ rows: [row('a', 1.5), row('b', 0.2)] })).toEqual({
      from: -0.3,
      to: 1.5,
    });
  });
});
