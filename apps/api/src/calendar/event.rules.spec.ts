import { type CalendarEvent, type ToldEvent, toldAnew } from './event.rules';

const event = (uid: string, summary = 'Clase'): CalendarEvent => ({
  uid,
  summary,
  description: '',
  location: '',
  url: '',
  start: '2026-03-05',
  end: '2026-03-06',
  allDay: true,
});
const monday = new Date('2026-03-02T00:00:00Z');
const tuesday = new Date('2026-03-03T00:00:00Z');
const told = (given: CalendarEvent, more: Partial<ToldEvent> = {}): ToldEvent => ({
  event: given,
  sequence: 0,
  changedAt: monday,
  cancelledAt: null,
  ...more,
});

describe('what a feed tells anew', () => {
  it('is nothing where nothing changed, whatever the order of its fields', () => {
    const { uid, ...rest } = event('a');
    expect(toldAnew([event('a')], [told({ ...rest, uid })], tuesday)).toEqual([]);
  });

  it('is a change with the next number, and what is gone as cancelled, once', () => {
    const before = [told(event('a')), told(event('b'), { sequence: 4 })];
    const anew = toldAnew([event('a', 'Taller')], before, tuesday);
    expect(anew).toEqual([
      { event: event('a', 'Taller'), sequence: 1, changedAt: tuesday, cancelledAt: null },
      { event: event('b'), sequence: 5, changedAt: tuesday, cancelledAt: tuesday },
    ]);
    expect(toldAnew([event('a', 'Taller')], anew, tuesday)).toEqual([]);
    expect(toldAnew([event('a', 'Taller'), event('b')], anew, tuesday)).toMatchObject([
      { event: { uid: 'b' }, sequence: 6, cancelledAt: null },
    ]);
  });
});
