import { QuestionContent, QuestionType } from '@holdout/contracts';
import { faultsOf } from '@holdout/grading';

import {
  type Gap,
  type KeyRow,
  emptyContent,
  emptyGap,
  freeName,
  gapRowsOf,
  rowsOf,
  spareTargets,
  withGapRows,
  withPoint,
  withRows,
  withSpareTargets,
} from './content-draft';

const fill = (rows: readonly KeyRow[]): KeyRow[] =>
  rows.map((row, i) => ({
    ...row,
    text: row.text || String(i + 1),
    second: row.second || String(i),
  }));

const filledIn = (content: QuestionContent): QuestionContent => {
  const common = { title: 'Una', text: '¿Qué?' };
  if (content.type !== 'cloze') return { ...withRows(content, fill(rowsOf(content))), ...common };
  const kinds: Gap['kind'][] = ['numeric', 'short_text', 'choice'];
  const gaps = kinds
    .map((kind, i) => emptyGap(`g${i + 1}`, kind))
    .map((gap) => withGapRows(gap, fill(gapRowsOf(gap))));
  return { ...content, ...common, text: 'De [[g1]] a [[g2]] por [[g3]].', gaps };
};

describe('a question that is written', () => {
  it.each(QuestionType.options)('of type %s can be saved once its lines are filled', (type) => {
    const content = filledIn(emptyContent(type));
    expect(QuestionContent.parse(content)).toEqual(content);
    expect(faultsOf(content)).toEqual([]);
  });

  it.each(QuestionType.options)('of type %s stays as it is when nothing is changed', (type) => {
    const content = filledIn(emptyContent(type));
    expect(withRows(content, rowsOf(content))).toEqual(content);
  });

  it('keeps its text when it becomes one of another type', () => {
    const other = emptyContent('numeric', {
      ...emptyContent('single'),
      text: '¿Cuánto?',
      points: 3,
    });
    expect(other).toMatchObject({ type: 'numeric', text: '¿Cuánto?', points: 3 });
  });

  it('has one target for pairs of the same text, and keeps those of no pair', () => {
    const content = emptyContent('matching');
    if (content.type !== 'matching') throw new Error('another type');
    const spare = { ...content, targets: [...content.targets, { id: 't9', text: 'sobra' }] };
    const rows = rowsOf(spare).map((row) => ({ ...row, second: 'misma' }));
    expect(withRows(spare, rows)).toMatchObject({
      items: [{ target: 't1' }, { target: 't1' }],
      targets: [
        { id: 't1', text: 'misma' },
        { id: 't9', text: 'sobra' },
      ],
    });
  });

  it('has spare targets that are written as lines, known ones under their own name', () => {
    const content = withSpareTargets(emptyContent('matching'), ['sobra', 'y otra']);
    expect(spareTargets(content)).toEqual(['sobra', 'y otra']);
    const fewer = withSpareTargets(content, ['sobra']);
    expect(fewer).toMatchObject({ targets: [{ id: 't1' }, { id: 't2' }, { text: 'sobra' }] });
    expect(rowsOf(fewer)).toEqual(rowsOf(content));
  });

  it('keeps how near a number must come, and what an option weighs by its own', () => {
    const number = rowsOf(emptyContent('numeric')).map((row) => ({
      ...row,
      text: '0,5',
      second: '0,05',
      tolerance: 'relative' as const,
    }));
    expect(withRows(emptyContent('numeric'), number)).toMatchObject({
      answers: [{ value: '0.5', tolerance: { kind: 'relative', value: '0.05' } }],
    });
    const several = { ...emptyContent('multiple'), rule: 'weights' } as QuestionContent;
    const rows = rowsOf(several).map((row) => ({ ...row, weight: '1/2' }));
    expect(withRows(several, rows)).toMatchObject({
      options: [{ weight: '1/2' }, { weight: '1/2' }],
    });
  });

  it.each([
    ['0,5', '0.5'],
    ['-1,25', '-1.25'],
    ['round(a, 2)', 'round(a, 2)'],
    ['max(1,2)', 'max(1,2)'],
  ])('reads %s as %s', (typed, read) => {
    expect(withPoint(typed)).toBe(read);
  });

  it('names new lines as no other is named', () => {
    expect(freeName('n', [{ id: 'n1' }, { id: 'n3' }])).toBe('n4');
    expect(freeName('n', [{ id: 'n2' }])).toBe('n3');
  });
});
