import type { EngineInput } from '@holdout/contracts';
import { MODEL_ANCHORS, gradeLine, presetScale } from '@holdout/grading';

import { receiptIf } from './what-if';

type Mark = EngineInput['line'][number]['marks'][number];

const mark = (points: string | null, memberId: string | null = null): Mark => ({
  memberId,
  state: points === null ? 'not_due' : 'earned',
  points,
  published: true,
  lateSeconds: 0,
  override: null,
});

const quiz = (id: string, ...marks: Mark[]): EngineInput['line'][number] => ({
  id,
  kind: 'quiz',
  title: id,
  deadline: '2026-03-01T00:00:00.000Z',
  maximum: '10',
  marks,
});

const inputOf = (line: EngineInput['line']): EngineInput => ({
  policy: {
    components: [{ id: 'quizzes', name: '', kind: 'quizzes', weight: '100' }],
    worst: { unit: 'group', effect: 'drop', drop: 1, condition: { kind: 'none' } },
    items: [],
    late: null,
    scale: presetScale('0-5') as EngineInput['policy']['scale'],
    capped: true,
    factor: { min: '0.8', max: '1.2' },
    model: { anchors: [...MODEL_ANCHORS], full: [] },
  },
  policyVersion: 1,
  line,
  adjustment: null,
});

describe('what if', () => {
  it('says what the server says while nothing is supposed', () => {
    const input = inputOf([quiz('a', mark('8')), quiz('b', mark('6'))]);
    expect(receiptIf(input, new Map(), null)).toEqual(gradeLine(input.policy, 1, input.line, null));
  });

  it('changes one mark, and the rule of the worst quiz follows', () => {
    const input = inputOf([quiz('a', mark('8')), quiz('b', mark('6')), quiz('c', mark(null))]);
    const then = receiptIf(input, new Map([['c', '9']]), null);
    expect(then.final.grade?.exact).toBe('17/20');
    expect(input.line[2]?.marks[0]?.points).toBeNull();
  });

  it('leaves the marks of the other members alone', () => {
    const input = inputOf([quiz('a', mark('4', 'ana'), mark('6', 'ben'))]);
    const ofAna = receiptIf(input, new Map([['a', '10']]), 'ana');
    expect(ofAna.toDate.exact).toBe('4/5');
    const ofAll = receiptIf(input, new Map([['a', '10']]), null);
    expect(ofAll.toDate.exact).toBe('1');
  });
});
