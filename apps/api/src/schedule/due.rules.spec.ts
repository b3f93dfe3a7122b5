import { dueState } from './due.rules';

const at = (hour: number) => new Date(Date.UTC(2026, 2, 5, hour));
const thing = { opensAt: at(8), dueAt: at(10) };

describe('how far a student is', () => {
  it('follows the hours: to the minute, and without an end there is no missing it', () => {
    const state = (hour: number) => dueState(thing, false, false, at(hour));
    expect([state(7), state(8), state(9), state(10)]).toEqual(['later', 'open', 'open', 'overdue']);
    expect(dueState({ opensAt: null, dueAt: null }, false, false, at(23))).toBe('open');
  });

  it('is done when it is, before and after the end; what runs, runs', () => {
    const state = (hour: number) => dueState(thing, true, false, at(hour));
    expect([state(9), state(12)]).toEqual(['done', 'done']);
    expect(dueState(thing, true, true, at(9))).toBe('in-progress');
  });
});
