import { QuestionContent, QuestionType } from '@holdout/contracts';
import { faultsOf } from '@holdout/grading';

import { type KeyRow, emptyContent, freeName, rowsOf, withRows } from './content-draft';

const filledIn = (content: QuestionContent): QuestionContent => {
  const rows = rowsOf(content).map((row, i): KeyRow => ({
    ...row,
    text: row.text || String(i + 1),
    second: row.second || String(i),
  }));
  const gaps = content.type === 'cloze' ? rows.map(({ id }) => `[[${id}]]`).join(' ') : '';
  return { ...withRows(content, rows), title: 'Una', text: `¿Qué? ${gaps}` };
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

  it('names new lines as no other is named', () => {
    expect(freeName('n', [{ id: 'n1' }, { id: 'n3' }])).toBe('n4');
    expect(freeName('n', [{ id: 'n2' }])).toBe('n3');
  });
});
