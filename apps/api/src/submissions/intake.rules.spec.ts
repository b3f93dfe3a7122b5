import { courseDay, type IntakeFacts, refusalOf, returnedWhy } from './intake.rules';

const at = (instant: string) => new Date(instant);

const facts = (given: Partial<IntakeFacts> = {}): IntakeFacts => ({
  now: at('2026-03-02T15:00:00Z'),
  opensAt: at('2026-03-01T00:00:00Z'),
  deadline: at('2026-03-08T04:59:59Z'),
  revealedAt: null,
  perDay: 5,
  spent: 0,
  renewsAt: at('2026-03-03T05:00:00Z'),
  ...given,
});

describe('the day of a course', () => {
  it('ends at midnight in Bogotá, not in Greenwich', () => {
    expect(courseDay(at('2026-03-03T04:59:59.999Z'), 'America/Bogota')).toEqual({
      start: at('2026-03-02T05:00:00Z'),
      end: at('2026-03-03T05:00:00Z'),
    });
    expect(courseDay(at('2026-03-03T05:00:00Z'), 'America/Bogota').start).toEqual(
      at('2026-03-03T05:00:00Z'),
    );
  });

  it('has 23 hours when the clocks go forward', () => {
    const { start, end } = courseDay(at('2026-03-29T12:00:00Z'), 'Europe/Madrid');
    expect((end.getTime() - start.getTime()) / 3_600_000).toBe(23);
  });
});

describe('a submission', () => {
  it('is taken up to the last moment, and refused after it', () => {
    expect(refusalOf(facts({ now: at('2026-03-08T04:59:59.000Z') }))).toBeNull();
    expect(refusalOf(facts({ now: at('2026-03-08T05:00:00.000Z') }))?.code).toBe(
      'submissions-closed',
    );
  });

  it('is refused before the challenge opens, and after the reveal whatever the extension', () => {
    expect(refusalOf(facts({ now: at('2026-02-28T23:59:59Z') }))?.code).toBe('challenge-not-open');
    expect(refusalOf(facts({ revealedAt: at('2026-03-01T12:00:00Z') }))?.code).toBe(
      'submissions-closed',
    );
  });

  it('is always in time where the challenge has no end', () => {
    expect(refusalOf(facts({ deadline: null, opensAt: null }))).toBeNull();
  });

  it('is the fifth of the day at most, and the refusal says when the next may come', () => {
    expect(refusalOf(facts({ spent: 4 }))).toBeNull();
    expect(refusalOf(facts({ spent: 5 }))).toMatchObject({
      code: 'submission-quota-spent',
      facts: { quota: 5, renewsAt: '2026-03-03T05:00:00.000Z' },
    });
  });
});

describe('the day’s quota', () => {
  const end = { version: 1, codeRan: false, ourFaultsToday: 0 } as const;

  it('is given back for what was rejected or cancelled before its code ran', () => {
    expect(returnedWhy({ ...end, state: 'rejected' })).toBe('rejected');
    expect(returnedWhy({ ...end, state: 'cancelled' })).toBe('cancelled');
    expect(returnedWhy({ ...end, state: 'rejected', codeRan: true })).toBeNull();
    expect(returnedWhy({ ...end, state: 'cancelled', codeRan: true })).toBeNull();
  });

  it('is given back for our failures three times a day', () => {
    expect(returnedWhy({ ...end, state: 'failed', codeRan: true, ourFaultsToday: 2 })).toBe(
      'our-fault',
    );
    expect(returnedWhy({ ...end, state: 'failed', ourFaultsToday: 3 })).toBeNull();
  });

  it('is spent by a score, and no rerun touches it', () => {
    expect(returnedWhy({ ...end, state: 'scored' })).toBeNull();
    for (const state of ['rejected', 'cancelled', 'failed'] as const)
      expect(returnedWhy({ ...end, state, version: 2 })).toBeNull();
  });
});
