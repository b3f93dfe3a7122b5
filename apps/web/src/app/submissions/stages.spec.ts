import { stagesOf } from './stages';

const at = (n: number) => `2026-03-02T15:00:0${n}.000Z`;

describe('the stages of a submission', () => {
  it('show what is behind, what is under way and what is ahead', () => {
    const stages = stagesOf('queued', [
      { state: 'received', at: at(0) },
      { state: 'validating', at: at(1) },
      { state: 'queued', at: at(2) },
    ]);
    expect(stages.map(({ mark }) => mark)).toEqual([
      'done',
      'done',
      'now',
      'ahead',
      'ahead',
      'ahead',
    ]);
    expect(stages[2]?.at).toBe(at(2));
    expect(stages[3]?.at).toBeNull();
  });

  it('end where it ended, when it ended badly', () => {
    const stages = stagesOf('rejected', [
      { state: 'received', at: at(0) },
      { state: 'validating', at: at(1) },
      { state: 'rejected', at: at(2) },
    ]);
    expect(stages.map(({ state, mark }) => [state, mark])).toEqual([
      ['received', 'done'],
      ['validating', 'done'],
      ['rejected', 'bad'],
    ]);
  });

  it('take the last time of a stage that was reached twice, and do not look ahead of a run that is queued again', () => {
    const stages = stagesOf('queued', [
      { state: 'received', at: at(0) },
      { state: 'validating', at: at(1) },
      { state: 'queued', at: at(2) },
      { state: 'running', at: at(3) },
      { state: 'queued', at: at(4) },
    ]);
    expect(stages[2]?.at).toBe(at(4));
    expect(stages[3]).toEqual({ state: 'running', at: null, mark: 'ahead' });
  });
});
