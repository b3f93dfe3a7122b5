import { firstDayOf, heldTime, overlapping, weeksBetween, weeksLater } from './activity.rules';

const MADRID = 'Europe/Madrid';
const hours = (id: string, from: string, to: string) => ({
  id,
  day: null,
  startsAt: new Date(from),
  endsAt: new Date(to),
});

describe('when an activity is', () => {
  it('is at most a year long, across the change of the clocks by the hour', () => {
    const held = (ends: string) =>
      heldTime({ starts: '2026-03-28T22:00', ends, repeatedHour: null }, MADRID);
    expect(held('2026-03-29T04:00')).toMatchObject({
      held: { startsAt: new Date('2026-03-28T21:00Z'), endsAt: new Date('2026-03-29T02:00Z') },
    });
    expect(held('2027-03-30T04:00')).toMatchObject({ faults: [{ code: 'longer-than-a-year' }] });
  });

  it('overlaps what has begun and is not over; a day overlaps nothing', () => {
    const all = [
      { id: 'day', day: '2026-03-05', startsAt: null, endsAt: null },
      hours('long', '2026-03-05T08:00Z', '2026-03-05T18:00Z'),
      hours('in it', '2026-03-05T10:00Z', '2026-03-05T11:00Z'),
      hours('later in it', '2026-03-05T11:00Z', '2026-03-05T12:00Z'),
    ];
    const found = overlapping(all);
    expect([...found].map(([id, others]) => [id, others.map((it) => it.id)])).toEqual([
      ['long', ['in it', 'later in it']],
      ['in it', ['long']],
      ['later in it', ['long']],
    ]);
  });
});

describe('a schedule that is copied', () => {
  it('begins on its first day by the clocks of its course', () => {
    const late = hours('a', '2026-03-05T23:30Z', '2026-03-06T00:30Z');
    expect([firstDayOf([late], MADRID), firstDayOf([late], 'UTC'), firstDayOf([], MADRID)]).toEqual(
      ['2026-03-06', '2026-03-05', undefined],
    );
  });

  it('moves by whole weeks, to the nearest, back too', () => {
    const weeks = (to: string) => weeksBetween('2026-03-05', to);
    expect([
      weeks('2026-03-26'),
      weeks('2026-03-29'),
      weeks('2026-03-30'),
      weeks('2026-02-26'),
    ]).toEqual([3, 3, 4, -1]);
  });

  it('keeps the weekday and the hour on the wall, in the zone it goes to', () => {
    const class18h = hours('a', '2026-03-12T17:00Z', '2026-03-12T19:00Z');
    const to = (zone: string) => weeksLater(class18h, 3, { from: MADRID, to: zone });
    expect(to(MADRID)).toMatchObject({ startsAt: new Date('2026-04-02T16:00Z'), moved: false });
    expect(to('America/Bogota').startsAt).toEqual(new Date('2026-04-02T23:00Z'));
  });

  it('says so where the clocks skip the hour, and never ends before it starts', () => {
    const night = hours('a', '2026-03-22T01:15Z', '2026-03-22T02:15Z'); // 2:15 to 3:15
    const there = weeksLater(night, 1, { from: MADRID, to: MADRID });
    expect(there.moved).toBe(true);
    expect(there.endsAt!.getTime()).toBeGreaterThan(there.startsAt!.getTime());
    const plain = weeksLater({ ...night, day: '2026-03-22', startsAt: null, endsAt: null }, 1, {
      from: MADRID,
      to: MADRID,
    });
    expect(plain).toMatchObject({ day: '2026-03-29', moved: false });
  });
});
