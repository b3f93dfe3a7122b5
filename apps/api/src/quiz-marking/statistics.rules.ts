import type {
  Answer,
  QuestionContent,
  QuestionStatistics,
  QuizStatistics,
} from '@holdout/contracts';
import {
  alphaOf,
  deviationOf,
  discriminationOf,
  distractorsOf,
  facilityOf,
  medianOf,
  pointBiserialOf,
  readRatio,
  tenthsOf,
} from '@holdout/grading';

/** A first attempt that is in and wholly marked. */
export interface Sat {
  readonly points: number;
  readonly earned: string;
  readonly seconds: number;
  readonly answers: readonly {
    readonly questionId: string;
    readonly points: number;
    readonly share: string;
    readonly answer: Answer | null;
    readonly spentMs: number;
  }[];
}

const number = (exact: string): number => readRatio(exact)?.valueOf() ?? 0;

/** Of first attempts alone: whoever tries again knows the questions. */
export function statisticsOf(
  sat: readonly Sat[],
  contents: ReadonlyMap<string, QuestionContent>,
): QuizStatistics {
  const shares = sat.map(({ earned, points }) => (points === 0 ? 0 : number(earned) / points));
  return {
    attempts: sat.length,
    mean: facilityOf(shares),
    median: medianOf(shares),
    deviation: deviationOf(shares),
    alpha: sameQuestions(sat) ? alphaOf(sat.map(pointsOf)) : null,
    histogram: tenthsOf(shares),
    medianSeconds: medianOf(sat.map(({ seconds }) => seconds)),
    questions: [...contents]
      .filter(([, { type }]) => type !== 'description')
      .map(([id, content]) => questionOf(id, content, sat)),
  };
}

const byId = (answers: Sat['answers']) =>
  answers.toSorted((a, b) => a.questionId.localeCompare(b.questionId));
const pointsOf = ({ answers }: Sat): number[] =>
  byId(answers).map(({ points, share }) => points * number(share));

function sameQuestions(sat: readonly Sat[]): boolean {
  const asked = sat.map(({ answers }) =>
    byId(answers)
      .map(({ questionId }) => questionId)
      .join(),
  );
  return new Set(asked).size === 1;
}

const HARD = 0.2;
const EASY = 0.95;
/** Fewer people say little. */
const ENOUGH = 10;

function questionOf(
  questionId: string,
  content: QuestionContent,
  sat: readonly Sat[],
): QuestionStatistics {
  const asked = sat.flatMap((attempt) => {
    const own = attempt.answers.find((answer) => answer.questionId === questionId);
    return own ? [{ attempt, own }] : [];
  });
  const shares = asked.map(({ own }) => number(own.share));
  const totals = asked.map(({ attempt }) => number(attempt.earned) / (attempt.points || 1));
  const rests = asked.map(
    ({ attempt, own }) => number(attempt.earned) - own.points * number(own.share),
  );
  const answered = asked.filter(({ own }) => own.answer !== null);
  const facility = facilityOf(shares);
  const discrimination = discriminationOf(shares, totals);
  const distractors = distractorTable(
    content,
    asked.map(({ own }) => own.answer),
    totals,
  );
  const times = answered.map(({ own }) => own.spentMs / 1000).filter((seconds) => seconds > 0);
  return {
    questionId,
    title: content.title,
    type: content.type,
    asked: asked.length,
    answered: answered.length,
    facility,
    discrimination,
    pointBiserial: pointBiserialOf(shares, rests),
    distractors,
    medianSeconds: medianOf(times),
    warnings: asked.length < ENOUGH ? [] : warningsOf(facility, discrimination, distractors),
  };
}

function warningsOf(
  facility: number | null,
  discrimination: number | null,
  distractors: QuestionStatistics['distractors'],
): string[] {
  const unused = distractors.some(
    ({ right, best, middle, worst }) => !right && best + middle + worst === 0,
  );
  return [
    ...(facility !== null && facility < HARD ? ['hard'] : []),
    ...(facility !== null && facility > EASY ? ['easy'] : []),
    ...(discrimination !== null && discrimination < 0 ? ['negative-discrimination'] : []),
    ...(unused ? ['distractor-unused'] : []),
  ];
}

/** Options of a choice, in the bank's order; other questions have none. */
function distractorTable(
  content: QuestionContent,
  answers: readonly (Answer | null)[],
  totals: readonly number[],
): QuestionStatistics['distractors'] {
  const table = distractorsOf(answers.map(chosenIn), totals);
  return optionsOf(content).map(({ id, label, right }) => ({
    label,
    right,
    ...(table.get(id) ?? { best: 0, middle: 0, worst: 0 }),
  }));
}

function optionsOf(content: QuestionContent): { id: string; label: string; right: boolean }[] {
  if (content.type === 'single')
    return content.options.map(({ id, text, share }) => ({
      id,
      label: text,
      right: number(share) > 0,
    }));
  if (content.type === 'multiple')
    return content.options.map(({ id, text, correct, weight }) => ({
      id,
      label: text,
      right: content.rule === 'weights' ? number(weight) > 0 : correct,
    }));
  if (content.type === 'true_false')
    return [true, false].map((value) => ({
      id: String(value),
      label: String(value),
      right: value === content.correct,
    }));
  return [];
}

function chosenIn(answer: Answer | null): string[] {
  if (answer?.type === 'single') return answer.option === null ? [] : [answer.option];
  if (answer?.type === 'multiple') return answer.options;
  if (answer?.type === 'true_false') return answer.value === null ? [] : [String(answer.value)];
  return [];
}
