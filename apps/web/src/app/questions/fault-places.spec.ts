import type { QuestionContent } from '@holdout/contracts';

import { emptyContent, emptyGap } from './content-draft';
import { placeOf } from './fault-places';

const parameter = (name: string) => ({ name, values: [1] });
const numeric: QuestionContent = {
  ...emptyContent('numeric'),
  text: 'De {{a}}',
  generalFeedback: '{{=1/c}}',
  parameters: [parameter('a'), parameter('b'), parameter('a')],
};
const cloze = { ...emptyContent('cloze'), gaps: [emptyGap('g1', 'numeric')] } as QuestionContent;

describe('a fault is told', () => {
  it.each([
    [numeric, { code: 'question-without-text' }, 'text'],
    [numeric, { code: 'no-full-answer' }, 'key'],
    [numeric, { code: 'parameter-twice', column: 'a' }, 'parameter:2'],
    [numeric, { code: 'formula-syntax', column: '0' }, 'row:n1'],
    [numeric, { code: 'formula-unknown-name', column: 'a' }, 'text'],
    [numeric, { code: 'formula-division-by-zero', column: '1/c' }, 'generalFeedback'],
    [numeric, { code: 'part-twice', column: 'n1' }, 'row:n1'],
    [numeric, { code: 'invalid-field', column: 'content.answers.0.value' }, 'row:n1'],
    [numeric, { code: 'invalid-field', column: 'content.parameters.1.step' }, 'parameter:1'],
    [numeric, { code: 'question-part-missing', column: 'title' }, 'title'],
    [numeric, { code: 'question-part-unfit', column: 'units.0.factor' }, 'units'],
    [numeric, { code: 'image-unknown', value: 'x' }, 'text'],
    [numeric, { code: 'unheard-of' }, 'question'],
    [cloze, { code: 'gap-not-once-in-text', column: 'g1' }, 'gap:g1'],
    [cloze, { code: 'gap-unknown', column: 'g7' }, 'text'],
    [cloze, { code: 'formula-syntax', column: '0' }, 'gap:g1'],
    [cloze, { code: 'question-part-unfit', column: 'gaps.0.answers.0.value' }, 'gap:g1'],
    [emptyContent('essay'), { code: 'rubric-not-the-points' }, 'rubric'],
    [emptyContent('description'), { code: 'description-with-points' }, 'points'],
  ])('%#: beside its field', (content, fault, place) => {
    expect(placeOf(fault, content)).toBe(place);
  });
});
