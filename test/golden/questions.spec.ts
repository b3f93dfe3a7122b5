import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Answer, QuestionContent } from '@holdout/contracts';
import { faultsOf, markAnswer, solutionOf } from '@holdout/grading';

import { readQuestionFile } from '../../apps/api/src/questions/formats/file';
import { toGift } from '../../apps/api/src/questions/formats/gift-export.rules';
import { toMoodleXml } from '../../apps/api/src/questions/formats/moodle-xml-export.rules';

const demo = (
  JSON.parse(readFileSync(join(__dirname, '../../tools/demo/questions.json'), 'utf8')) as unknown[]
).map((question) => QuestionContent.parse(question));
const NOTHING = { values: {}, resolved: '14/87' };

const share = (content: QuestionContent, answer: Answer): string => {
  const mark = markAnswer(content, NOTHING, answer);
  return 'share' in mark ? mark.share.toFraction() : mark.state;
};
const typed = (text: string): Answer => ({ type: 'numeric', text, reading: null });

describe('the questions of the demo', () => {
  it.each(demo.map((content) => [content.title, content] as const))('%s can be asked', (_, content) => {
    expect(faultsOf(content)).toEqual([]);
    const solution = solutionOf(content, NOTHING) as Answer | null;
    if (content.type === 'essay') expect(solution).toBeNull();
    else expect(share(content, solution!)).toBe('1');
  });

  it.each([
    ['M1 · prev_month', '648', '1'],
    ['M2 · Uno contra uno', '6', '1'],
    ['M2 · Uno contra uno', '4', '0'],
    ['M2 · Logística', '0,5', '1'],
    ['M3 · Especificidad', '0,667', '1'],
    ['M3 · Especificidad', '4/6', '1'],
    ['M3 · Especificidad', '0,5', '0'],
    ['M3 · Sensibilidad de Bajo', '0,161', '1'],
    ['M3 · Sensibilidad de Bajo', '14/87', '1'],
    ['M3 · Sensibilidad de Bajo', '0,070', '0'],
    ['M4 · Neurona', '1,5', '1'],
    ['M4 · Pasos', '160', '1'],
    ['M7 · El peor quiz', '85', '1'],
    ['M7 · El peor quiz', '85 %', '1'],
    ['M7 · Una semana', '7', '1'],
  ])('%s: %s earns %s', (title, text, earned) => {
    const content = demo.find((question) => question.title === title)!;
    expect(share(content, typed(text))).toBe(earned);
  });
});

/** What a key means, whatever its parts are called: answers by their texts. */
function meaning(content: QuestionContent): unknown {
  const words = JSON.parse(
    JSON.stringify(content, (key, value: unknown) => (key === 'id' || key === 'target' ? undefined : value)),
  ) as Record<string, unknown>;
  if (content.type === 'multiple' && content.rule !== 'weights')
    words['options'] = content.options.map(({ text, correct, feedback }) => ({ text, correct, feedback }));
  if (content.type === 'matching')
    words['items'] = content.items.map(({ text, target }) => [
      text,
      content.targets.find(({ id }) => id === target)?.text,
    ]);
  if (content.type === 'numeric')
    words['answers'] = content.answers.map(({ feedback, share: earned }, i) => ({
      feedback,
      earned,
      value: solutionOf({ ...content, answers: [content.answers[i]!] }, NOTHING),
    }));
  return words;
}

const read = async (text: string) => {
  const file = await readQuestionFile(Buffer.from(text), undefined, () => undefined);
  if (!file.ok) throw new Error(JSON.stringify(file.faults));
  expect(file.questions.flatMap(({ faults, warnings }) => [...faults, ...warnings])).toEqual([]);
  return file.questions.map(({ content }) => content!);
};

describe('a round trip keeps what a question means', () => {
  it('through Moodle XML, which has no criteria for an essay', async () => {
    const sayable = demo
      .filter(({ type }) => type !== 'computed')
      .map((content) => (content.type === 'essay' ? { ...content, rubric: [] } : content));
    const back = await read(toMoodleXml('Demo', demo, new Map()));
    expect(back.map(meaning)).toEqual(sayable.map(meaning));
  });

  it('through GIFT, which has neither points nor units, nor notes for an essay', async () => {
    const sayable = demo.filter(({ type }) => !['computed', 'ordering', 'cloze'].includes(type));
    const gift = toGift('Demo', demo);
    for (const type of ['computed from the model of a group', 'ordering', 'cloze'])
      expect(gift).toContain(`GIFT cannot say this question (${type})`);
    const said = sayable.map((content) =>
      ({
      ...content,
      points: 1,
      ...(content.type === 'essay' ? { maxWords: null, markerNotes: '', rubric: [] } : {}),
      ...(content.type === 'numeric' ? { units: [] } : {}),
      ...(content.type === 'matching' ? { rule: 'per_pair' as const } : {}),
    } as QuestionContent));
    expect((await read(gift)).map(meaning)).toEqual(said.map(meaning));
  });
});
