import type { StudentQuestion } from '@holdout/contracts';
import { drawVariant, markAnswer } from '@holdout/grading';

import { answerOf } from './answers.rules';
import { readQuizPlan } from './quiz-plan';

const plan = readQuizPlan();
const question = (title: string) => plan.questions.find((each) => each.title === title)!;

const families = question('M5 · Familias de redes');
/** As an attempt shows it: other names, another order. */
const shown: StudentQuestion = {
  type: 'matching',
  text: '',
  points: 4,
  rule: 'per_pair',
  items: [3, 1, 0, 2].map((i) => ({
    id: `x${i}`,
    text: families.type === 'matching' ? families.items[i]!.text : '',
  })),
  targets: [2, 0, 3, 1].map((i) => ({
    id: `y${i}`,
    text: families.type === 'matching' ? families.targets[i]!.text : '',
  })),
};

describe('what a student of the demo gives', () => {
  it('goes by texts: names and order are of the attempt', () => {
    expect(answerOf(families, shown, [1, 2, 4, null])).toEqual({
      type: 'matching',
      pairs: [
        { item: 'x0', target: 'y0' },
        { item: 'x1', target: 'y1' },
        { item: 'x2', target: 'y3' },
      ],
    });
    expect(answerOf(families, shown, null)).toBeNull();
  });

  it('must fit the question', () => {
    expect(() => answerOf(families, shown, [1, 9])).toThrow('nothing is shown at place 9');
    expect(() => answerOf(families, shown, '1')).toThrow('is no list');
    expect(() => answerOf(question('M1 · prev_month'), shown, [1])).toThrow('is not answered by');
  });
});

describe('the quizzes of the demo', () => {
  it.each(plan.quizzes.map((quiz) => [quiz.title, quiz] as const))('%s: 10 points', (_, quiz) => {
    const points = quiz.questions.map((title) => question(title).points);
    expect(points.reduce((sum, each) => sum + each, 0)).toBe(10);
  });

  it('name questions of the banks, and answers to each of them', () => {
    for (const course of [plan.closed, plan.current])
      for (const { key, questions } of [...plan.quizzes, ...course.quizzes]) {
        for (const title of questions)
          expect([title, question(title)]).toEqual([title, expect.anything()]);
        const sheets = [
          ...Object.values(course.answers[key] ?? {}),
          ...Object.values(course.alone[key] ?? {}).flat(),
        ];
        expect(sheets.length).toBeGreaterThan(0);
        for (const sheet of sheets) expect([key, sheet.length]).toEqual([key, questions.length]);
      }
  });

  it('ask what can be drawn and marked', () => {
    for (const content of plan.questions) {
      const drawn = drawVariant(content, 'demo');
      expect([content.title, drawn.ok]).toEqual([content.title, true]);
      expect(markAnswer(content, { values: {}, resolved: '1/2' }, undefined).state).toMatch(
        /unanswered|manual/,
      );
    }
  });
});
