import { copyPlan, randomGroups } from './grouping.rules';
import { pseudonym } from './pseudonym.rules';

const people = (n: number) =>
  Array.from({ length: n }, (_, i) => ({
    memberId: `m${String(i).padStart(3, '0')}`,
    accountId: `a${i}`,
    name: `P${i}`,
  }));

describe('groups at random', () => {
  it('are the same for the same seed, whatever order the people come in', () => {
    const once = randomGroups(people(14), 4, 'abc', []);
    expect(randomGroups(people(14).reverse(), 4, 'abc', [])).toEqual(once);
    expect(randomGroups(people(14), 4, 'abd', [])).not.toEqual(once);
  });

  it.each([
    [14, 4, [4, 4, 3, 3]],
    [9, 4, [5, 4]],
    [1, 4, [1]],
    [0, 4, []],
  ])('%i people in groups of %i', (n, size, sizes) => {
    expect(randomGroups(people(n), size, 's', []).map(({ members }) => members.length)).toEqual(
      sizes,
    );
  });

  it('take names that are free', () => {
    expect(randomGroups(people(4), 2, 's', ['grupo 1']).map(({ name }) => name)).toEqual([
      'Grupo 2',
      'Grupo 3',
    ]);
  });
});

describe('the same groups as in another course', () => {
  const [ana, leo, eva] = people(3);

  it('keep who is here, and name who is missing, new or in two', () => {
    const plan = copyPlan(
      [
        {
          name: 'Umbral',
          members: [
            { accountId: 'a0', name: 'P0' },
            { accountId: 'gone', name: 'Ida' },
          ],
        },
        { name: 'Bosque', members: [{ accountId: 'a1', name: 'P1' }] },
        { name: 'Descenso', members: [{ accountId: 'a1', name: 'P1' }] },
      ],
      [ana!, leo!, eva!],
    );
    expect(plan.groups).toEqual([{ name: 'Umbral', members: [ana] }]);
    expect(plan.missing).toEqual([{ name: 'Ida', group: 'Umbral' }]);
    expect(plan.newcomers).toEqual([eva]);
    expect(plan.inTwo).toEqual([{ memberId: 'm001', name: 'P1', groups: ['Bosque', 'Descenso'] }]);
  });
});

it('gives a thousand groups a thousand pseudonyms', () => {
  expect(new Set(Array.from({ length: 1000 }, (_, n) => pseudonym(n))).size).toBe(1000);
});
