import fc from 'fast-check';

import {
  type Settings,
  attemptStateAt,
  editRefusal,
  endOf,
  publishFaults,
  releasedTo,
  sizeOf,
  startRefusal,
  stateAt,
} from './quiz.rules';

const at = (time: string) => new Date(`2026-03-02T${time}:00.000Z`);
const quiz = (given: Partial<Settings> = {}): Settings => ({
  title: 'Quiz',
  instructions: '',
  takenBy: 'person',
  order: 'fixed',
  seed: 's',
  entries: [{ kind: 'question', questionId: 'q', points: 1 }],
  opensAt: at('10:00'),
  closesAt: at('12:00'),
  limitSeconds: 600,
  attempts: 2,
  counts: 'best',
  release: 'close',
  activityId: null,
  ...given,
});

describe('a quiz', () => {
  it('is open from the very instant of its opening to just before its close', () => {
    const times = { publishedAt: at('09:00'), opensAt: at('10:00'), closesAt: at('12:00') };
    const states = ['09:59', '10:00', '11:59', '12:00'].map((time) => stateAt(times, at(time)));
    expect(states).toEqual(['published', 'open', 'open', 'closed']);
    expect(stateAt({ ...times, publishedAt: null }, at('11:00'))).toBe('draft');
  });

  it('adds its points up as they look: three of 0.1 are 0.3', () => {
    const pool = { kind: 'pool', bankId: 'b', tag: null, count: 3, points: 0.1 } as const;
    expect(sizeOf([pool])).toEqual({ questions: 3, points: 0.3 });
  });

  it('two pools of one bank share its questions, and one that a fixed entry has is not drawn', () => {
    const pool = { kind: 'pool', bankId: 'b', tag: null, count: 1, points: 1 } as const;
    const entries = [{ kind: 'question', questionId: 'a', points: 1 } as const, pool, pool];
    const facts = { type: 'numeric', points: 1, rubric: false };
    const known = (ids: string[]) => ({
      questions: new Map(ids.map((id) => [id, facts])),
      pools: new Map([
        [1, ids],
        [2, ids],
      ]),
    });
    expect(publishFaults(quiz({ entries }), known(['a', 'b', 'c']))).toEqual([]);
    expect(publishFaults(quiz({ entries }), known(['a', 'b']))).toEqual([
      { code: 'pool-too-small', row: 3, value: '0', expected: '1' },
    ]);
  });

  it('once published takes neither fewer attempts nor an opening in the future', () => {
    const published = { ...quiz(), publishedAt: at('09:00') };
    const faults = (change: Partial<Settings>, now: string) =>
      editRefusal(published, change, at(now))?.faults.map(({ code }) => code) ?? [];
    expect(faults({ attempts: 1 }, '09:30')).toEqual(['fewer-attempts']);
    expect(faults({ attempts: 3, limitSeconds: null, title: 'Otro' }, '11:00')).toEqual([]);
    expect(faults({ opensAt: at('11:30') }, '09:30')).toEqual([]);
    expect(faults({ opensAt: at('11:30') }, '11:00')).toEqual(['already-open']);
    expect(faults({ closesAt: null }, '11:00')).toEqual(['release-needs-an-end']);
    expect(faults({ entries: [] }, '09:30')).toEqual(['fixed-when-published']);
  });
});

describe('an attempt', () => {
  it('ends by its limit and extra time, and never after the deadline', () => {
    expect(endOf(at('10:00'), 600, 300, at('12:00'))).toEqual(at('10:15'));
    expect(endOf(at('11:55'), 600, 300, at('12:00'))).toEqual(at('12:00'));
    expect(endOf(at('10:00'), null, 300, at('12:00'))).toEqual(at('12:00'));
    expect(endOf(at('10:00'), null, 0, null)).toBeNull();
  });

  it('never ends after the deadline, and more extra time never ends it sooner', () => {
    const moment = fc.integer({ min: 0, max: 86_400_000 });
    fc.assert(
      fc.property(moment, moment, fc.nat(7200), fc.nat(7200), fc.nat(7200), (s, d, limit, x, y) => {
        const [start, deadline] = [new Date(s), new Date(s + d)];
        const end = endOf(start, limit, x, deadline)!;
        expect(end.getTime()).toBeLessThanOrEqual(deadline.getTime());
        const later = endOf(start, limit, x + y, deadline)!;
        expect(later.getTime()).toBeGreaterThanOrEqual(end.getTime());
      }),
      { numRuns: 100 },
    );
  });

  it('is over at its end, and in 120 s later', () => {
    const times = { endsAt: at('10:10'), submittedAt: null };
    const after = (ms: number) => attemptStateAt(times, new Date(at('10:10').getTime() + ms));
    expect([after(-1), after(0), after(119_999), after(120_000)]).toEqual([
      'open',
      'over',
      'over',
      'submitted',
    ]);
  });

  it('is begun while the quiz is open for who begins, so often as it may', () => {
    const facts = { quiz: { ...quiz(), publishedAt: at('09:00') }, deadline: at('13:00'), used: 1 };
    expect(startRefusal({ ...facts, now: at('12:30') })).toBeNull(); // a group that has longer
    expect(startRefusal({ ...facts, now: at('13:00') })).toBe('quiz-not-open');
    expect(startRefusal({ ...facts, now: at('11:00'), used: 2 })).toBe('attempts-spent');
  });
});

describe('the release', () => {
  const facts = {
    release: 'now',
    releasedAt: null,
    lastDeadline: at('12:00'),
    submitted: true,
    mayTryAgain: false,
    now: at('11:00'),
  } as const;

  it('shows nothing of an attempt that takes answers, whatever the policy', () => {
    for (const release of ['now', 'close', 'hand'] as const)
      expect(
        releasedTo({
          ...facts,
          release,
          submitted: false,
          releasedAt: at('10:00'),
          now: at('13:00'),
        }),
      ).toBe('hidden');
  });

  it('at once shows marks, and solutions to who cannot try again', () => {
    expect(releasedTo({ ...facts, mayTryAgain: true })).toBe('marks');
    expect(releasedTo(facts)).toBe('solutions');
  });

  it('at the close waits for the last of all, and for what is on its way', () => {
    const closing = { ...facts, release: 'close' } as const;
    expect(releasedTo({ ...closing, now: at('12:01') })).toBe('hidden');
    expect(releasedTo({ ...closing, now: at('12:02') })).toBe('solutions');
    expect(releasedTo({ ...closing, lastDeadline: null, now: at('12:02') })).toBe('hidden');
  });

  it('by hand waits for a person', () => {
    expect(releasedTo({ ...facts, release: 'hand' })).toBe('hidden');
    expect(releasedTo({ ...facts, release: 'hand', releasedAt: at('11:00') })).toBe('solutions');
  });
});
