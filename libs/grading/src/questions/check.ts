import { ONE, ZERO, ratioOfDouble, readRatio, shareOf } from './exact';
import type { Gap, Option, Parameter, Question } from './question';
import { variantFault } from './variant';

/** What is wrong with a question: `part` names the option, gap or parameter, `value` what stands there. */
export interface QuestionFault {
  readonly code: string;
  readonly part?: string;
  readonly value?: string;
}

const DRAWS = 200;
const MOST_STEPS = 1_000_000;

/**
 * Every fault that would leave a question unanswerable or unmarkable, all at once: no answer that earns everything, parts
 * of one name, a gap that the text does not have, parameters that cannot be drawn, formulas that fail in one of 200 draws.
 */
export function faultsOf(question: Question): QuestionFault[] {
  const faults = [...parameterFaults(question.parameters), ...keyFaults(question)];
  if (question.text.trim() === '') faults.unshift({ code: 'question-without-text' });
  if (question.type === 'description' && question.points !== 0)
    faults.push({ code: 'description-with-points' });
  if (faults.length > 0) return faults;
  const fault = variantFault(question, DRAWS);
  return fault ? [{ code: fault.code, part: fault.formula, value: fault.at }] : [];
}

function parameterFaults(parameters: readonly Parameter[]): QuestionFault[] {
  const faults: QuestionFault[] = repeated(parameters.map(({ name }) => name)).map((name) => ({
    code: 'parameter-twice',
    part: name,
  }));
  for (const parameter of parameters) {
    if ('values' in parameter) continue;
    const { name, min, max, step } = parameter;
    const width = ratioOfDouble(max)?.sub(ratioOfDouble(min) ?? ZERO);
    const steps = width?.div(ratioOfDouble(step) ?? ONE);
    if (!steps || steps.lt(ZERO)) faults.push({ code: 'parameter-empty-range', part: name });
    else if (steps.gt(MOST_STEPS)) faults.push({ code: 'parameter-too-many-steps', part: name });
  }
  return faults;
}

function keyFaults(question: Question): QuestionFault[] {
  switch (question.type) {
    case 'single':
      return [...idFaults(question.options), ...fullFaults(question.options)];
    case 'multiple':
      return [...idFaults(question.options), ...multipleFaults(question)];
    case 'numeric':
    case 'short_text':
      return [...idFaults(question.answers), ...fullFaults(question.answers)];
    case 'matching': {
      const targets = new Set(question.targets.map(({ id }) => id));
      return [
        ...idFaults(question.items),
        ...idFaults(question.targets),
        ...question.items
          .filter(({ target }) => !targets.has(target))
          .map(({ text }) => ({ code: 'item-without-target', value: text })),
      ];
    }
    case 'ordering':
      return idFaults(question.items);
    case 'cloze':
      return clozeFaults(question.text, question.gaps);
    case 'essay':
      return rubricFaults(question);
    case 'true_false':
    case 'computed':
    case 'description':
      return [];
  }
}

function multipleFaults({
  options,
  rule,
}: Extract<Question, { type: 'multiple' }>): QuestionFault[] {
  if (rule !== 'weights')
    return options.some(({ correct }) => correct) ? [] : [{ code: 'no-right-option' }];
  const most = options
    .map(({ weight }) => shareOf(weight))
    .filter((weight) => weight.gt(ZERO))
    .reduce((sum, weight) => sum.add(weight), ZERO);
  if (most.equals(ZERO)) return [{ code: 'no-right-option' }];
  return most.lt(ONE) ? [{ code: 'weights-below-one', value: most.toFraction() }] : [];
}

function clozeFaults(text: string, gaps: readonly Gap[]): QuestionFault[] {
  const inText = [...text.matchAll(/\[\[([a-z0-9]{1,16})\]\]/g)].map(([, id = '']) => id);
  const known = new Set(gaps.map(({ id }) => id));
  const times = Map.groupBy(inText, (id) => id);
  return [
    ...idFaults(gaps),
    ...gaps
      .filter(({ id }) => times.get(id)?.length !== 1)
      .map(({ id }) => ({ code: 'gap-not-once-in-text', part: id })),
    ...inText.filter((id) => !known.has(id)).map((id) => ({ code: 'gap-unknown', part: id })),
    ...gaps.flatMap((gap) => {
      const answers = gap.kind === 'choice' ? gap.options : gap.answers;
      return [...idFaults(answers), ...fullFaults(answers)];
    }),
  ];
}

function rubricFaults({ rubric, points }: Extract<Question, { type: 'essay' }>): QuestionFault[] {
  if (rubric.length === 0) return idFaults(rubric);
  const sum = rubric.reduce((total, each) => total.add(ratioOfDouble(each.points) ?? ZERO), ZERO);
  return sum.equals(ratioOfDouble(points) ?? ZERO)
    ? idFaults(rubric)
    : [{ code: 'rubric-not-the-points', value: sum.toString() }];
}

function fullFaults(answers: readonly Pick<Option, 'id' | 'share'>[]): QuestionFault[] {
  return answers.some(({ share }) => readRatio(share)?.equals(ONE))
    ? []
    : [{ code: 'no-full-answer' }];
}

const idFaults = (parts: readonly { readonly id: string }[]): QuestionFault[] =>
  repeated(parts.map(({ id }) => id)).map((id) => ({ code: 'part-twice', part: id }));

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
}
