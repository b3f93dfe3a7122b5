import { shownToStudents, splitRefusal } from './version.rules';

const columns = [{ name: 'alcohol' }, { name: 'score' }];
const fresh = { state: 'ready', splitState: 'none', columns } as const;
const fractions = { train: 0.6, public: 0.2, private: 0.2 };
const random = { method: 'random', column: null, fractions } as const;

describe('asking for a split', () => {
  it('is taken once: while it is made and when it is made, the answer is no', () => {
    expect(splitRefusal(fresh, random)).toBeUndefined();
    expect(splitRefusal({ ...fresh, splitState: 'making' }, random)?.code).toBe('already-split');
    expect(splitRefusal({ ...fresh, splitState: 'made' }, random)?.code).toBe('already-split');
  });

  it('is taken again after a refusal, for the plan may be another', () => {
    expect(splitRefusal({ ...fresh, splitState: 'refused' }, random)).toBeUndefined();
  });

  it('waits until the file was read', () => {
    for (const state of ['received', 'profiling', 'rejected', 'failed'] as const)
      expect(splitRefusal({ ...fresh, state }, random)?.code).toBe('dataset-not-ready');
  });

  it('needs a column that is there, except at random', () => {
    const by = (column: string | null) =>
      splitRefusal(fresh, { method: 'stratified', column, fractions })?.faults[0]?.code;
    expect(by('score')).toBeUndefined();
    expect(by('Score')).toBe('split-column-unknown');
    expect(by(null)).toBe('split-column-needed');
    expect(splitRefusal(fresh, { ...random, column: 'score' })?.faults[0]?.code).toBe(
      'split-column-not-used',
    );
  });
});

describe('a dataset in the catalogue of students', () => {
  it('is there from its first version that could be read', () => {
    expect(shownToStudents([])).toBe(false);
    expect(shownToStudents([{ state: 'rejected' }, { state: 'profiling' }])).toBe(false);
    expect(shownToStudents([{ state: 'rejected' }, { state: 'ready' }])).toBe(true);
  });
});
