import { type Counted, type SkillLine, courseRows, meanSkill } from './course-board.rules';

const line = (groupId: string, challengeId: string, value: number): SkillLine => ({
  challengeId,
  groupId,
  name: `Grupo ${groupId}`,
  pseudonym: `Ave ${groupId}`,
  value,
  low: value - 0.3,
  high: value + 0.4,
});
const counted = (id: string, groupIds: string[] = [], steps: number | null = null): Counted => ({
  id,
  groupIds,
  formerGroups: [],
  part: 'public',
  steps,
});
const staff = { audience: 'staff', groupId: null, pseudonyms: true } as const;

describe('the board of a course', () => {
  it('ranks groups by the mean of their skills, equal ones together, and counts what is missing', () => {
    const rows = courseRows(
      [
        line('a', '1', 0.5),
        line('a', '2', 1.5),
        line('b', '1', 1),
        line('c', '2', 0.2),
        line('d', '3', 2),
      ],
      [counted('1'), counted('2'), counted('3', ['d'])],
      staff,
    );
    expect(
      rows.map(({ name, rank, skill, counted, of }) => [name, rank, skill, counted, of]),
    ).toEqual([
      ['Grupo d', 1, 2, 1, 3],
      ['Grupo a', 2, 1, 2, 2],
      ['Grupo b', 2, 1, 1, 2],
      ['Grupo c', 4, 0.2, 1, 2],
    ]);
  });

  it('has of a mean the interval that independent errors add up to', () => {
    const one = meanSkill([line('a', '1', 0.5)]);
    expect([one.low, one.high]).toEqual([0.2, 0.9]);
    const four = meanSkill([1, 2, 3, 4].map((k) => line('a', String(k), k)));
    expect(four.value).toBe(2.5);
    expect(four.low).toBeCloseTo(2.5 - 0.3 / 2, 12);
    expect(four.high).toBeCloseTo(2.5 + 0.4 / 2, 12);
    expect(meanSkill([line('a', '1', 1), { ...line('a', '2', 2), low: null, high: null }])).toEqual(
      {
        value: 1.5,
        low: null,
        high: null,
      },
    );
  });

  it('tells students four digits and pseudonyms but their own, and two digits where scores go in steps', () => {
    const of = (steps: number | null) =>
      courseRows([line('a', '1', 0.712345), line('b', '1', 0.698765)], [counted('1', [], steps)], {
        audience: 'student',
        groupId: 'b',
        pseudonyms: true,
      });
    expect(of(null).map(({ name, groupId, skill, mine }) => [name, groupId, skill, mine])).toEqual([
      ['Ave a', null, 0.7123, false],
      ['Grupo b', 'b', 0.6988, true],
    ]);
    expect(of(200).map(({ skill }) => skill)).toEqual([0.71, 0.7]);
  });
});
