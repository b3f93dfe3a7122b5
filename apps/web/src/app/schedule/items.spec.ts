import type { Activity, DueDate } from '@holdout/contracts';

import { addDays, addMonths, daysOf, itemsOf, weekOf, weeksOf } from './items';

const activity = (given: Partial<Activity>): Activity => ({
  id: 'a',
  type: 'class',
  title: 'Clase',
  module: null,
  lead: '',
  day: null,
  startsAt: null,
  endsAt: null,
  place: '',
  link: null,
  quiz: null,
  overlaps: [],
  ...given,
});
const due = (dueAt: string | null, state: DueDate['state'] = 'open'): DueDate => ({
  kind: 'quiz',
  id: `due ${dueAt}`,
  title: 'Quiz',
  opensAt: null,
  dueAt,
  extended: false,
  state,
});

describe('the agenda', () => {
  it('puts hours on the day that the course’s clocks show, and days first', () => {
    const schedule = {
      activities: [
        activity({ id: 'hours', startsAt: '2026-03-06T01:00:00Z', endsAt: '2026-03-06T03:00:00Z' }),
        activity({ id: 'day', day: '2026-03-05' }),
      ],
      due: [due('2026-03-06T05:00:00Z'), due(null)],
    };
    const shown = (zone: string) =>
      daysOf(itemsOf(schedule, zone)).map(({ day, items }) => [day, items.map(({ key }) => key)]);
    expect(shown('America/Bogota')).toEqual([
      ['2026-03-05', ['day', 'hours']],
      ['2026-03-06', ['due 2026-03-06T05:00:00Z']],
    ]);
    expect(shown('Europe/Madrid')).toEqual([
      ['2026-03-05', ['day']],
      ['2026-03-06', ['hours', 'due 2026-03-06T05:00:00Z']],
    ]);
  });

  it('has months of whole weeks from Monday on', () => {
    const weeks = weeksOf('2026-03');
    expect([weeks.length, weeks[0]![0], weeks.at(-1)!.at(-1)]).toEqual([
      6,
      '2026-02-23',
      '2026-04-05',
    ]);
    expect(weeksOf('2027-02')).toHaveLength(4);
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect([addMonths('2026-12', 1), addMonths('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
  });

  it('has a week of seven days, and what was missed in the two weeks before', () => {
    const items = itemsOf(
      {
        activities: [
          activity({ id: 'today', day: '2026-03-05' }),
          activity({ id: 'sixth', day: '2026-03-11' }),
          activity({ id: 'later', day: '2026-03-12' }),
        ],
        due: [due('2026-03-04T12:00:00Z', 'overdue'), due('2026-02-18T12:00:00Z', 'overdue')],
      },
      'UTC',
    );
    const { missed, coming } = weekOf(items, '2026-03-05');
    expect(coming.map(({ key }) => key)).toEqual(['today', 'sixth']);
    expect(missed.map(({ key }) => key)).toEqual(['due 2026-03-04T12:00:00Z']);
  });
});
