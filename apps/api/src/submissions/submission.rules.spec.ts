import {
  type SubmissionFacts,
  cancelRefusal,
  finalRefusal,
  giveBackRefusal,
  mayOf,
  rerunRefusal,
} from './submission.rules';

const facts = (given: Partial<SubmissionFacts> = {}): SubmissionFacts => ({
  reader: 'group',
  state: 'scored',
  version: 1,
  cancelAsked: false,
  returned: false,
  scored: true,
  final: false,
  marked: 0,
  finals: 2,
  closed: false,
  ...given,
});

describe('a submission', () => {
  it('is withdrawn while it waits, stopped while it runs, and neither when it has ended', () => {
    for (const state of ['received', 'validating', 'queued'] as const)
      expect(mayOf(facts({ state }))).toMatchObject({ withdraw: true, cancel: false });
    for (const state of ['running', 'scoring'] as const)
      expect(mayOf(facts({ state }))).toMatchObject({ withdraw: false, cancel: true });
    for (const state of ['scored', 'rejected', 'failed', 'cancelled'] as const) {
      expect(mayOf(facts({ state }))).toMatchObject({ withdraw: false, cancel: false });
      expect(cancelRefusal(facts({ state }))?.code).toBe('not-cancellable');
    }
    expect(cancelRefusal(facts({ state: 'running', cancelAsked: true }))).not.toBeNull();
  });

  it('that staff run again is theirs to stop', () => {
    expect(cancelRefusal(facts({ state: 'queued', version: 2 }))).not.toBeNull();
    expect(cancelRefusal(facts({ state: 'queued', version: 2, reader: 'staff' }))).toBeNull();
  });

  it('is final with a score and room, until the end; unmarked whatever became of it', () => {
    expect(finalRefusal(facts({ marked: 1 }), true)).toBeNull();
    expect(finalRefusal(facts({ marked: 2 }), true)?.code).toBe('finals-full');
    expect(finalRefusal(facts({ marked: 2, final: true }), true)).toBeNull();
    expect(finalRefusal(facts({ scored: false, state: 'running' }), true)?.code).toBe('not-scored');
    expect(finalRefusal(facts({ scored: false, final: true }), false)).toBeNull();
    for (const final of [true, false])
      expect(finalRefusal(facts({ closed: true }), final)?.code).toBe('submissions-closed');
  });

  it('is run again when it has ended, except what was withdrawn', () => {
    expect(rerunRefusal(facts({ state: 'failed' }))).toBeNull();
    expect(rerunRefusal(facts({ state: 'cancelled' }))?.code).toBe('conflict');
    expect(rerunRefusal(facts({ state: 'running' }))?.code).toBe('conflict');
  });

  it('is given back by staff when it ended without a score, once', () => {
    const failed = { state: 'failed', scored: false, returned: false } as const;
    expect(giveBackRefusal(failed)).toBeNull();
    expect(giveBackRefusal({ ...failed, returned: true })?.code).toBe('conflict');
    expect(giveBackRefusal({ ...failed, scored: true })?.code).toBe('conflict');
    expect(giveBackRefusal({ ...failed, state: 'running' })?.code).toBe('conflict');
    expect(mayOf(facts({ ...failed, reader: 'staff' })).giveBack).toBe(true);
    expect(mayOf(facts(failed)).giveBack).toBe(false);
  });

  it('is marked by its group, run again by staff, and left alone by who only looks', () => {
    expect(mayOf(facts())).toEqual({
      cancel: false,
      withdraw: false,
      markFinal: true,
      rerun: false,
      giveBack: false,
    });
    expect(mayOf(facts({ reader: 'staff' }))).toMatchObject({ markFinal: false, rerun: true });
    for (const state of ['queued', 'running', 'scored'] as const)
      expect(Object.values(mayOf(facts({ reader: 'onlooker', state })))).toEqual([
        false,
        false,
        false,
        false,
        false,
      ]);
  });
});
