import { Injectable } from '@nestjs/common';
import type { DateTime } from 'luxon';

import {
  type Attempt,
  type Quiz,
  attemptRoutes,
  quizMarkingRoutes,
  quizRoutes,
  submissionRoutes,
} from '@holdout/contracts';

import { Clock } from '../platform/clock';
import { answerOf } from './answers.rules';
import { PastRepository } from './past.repository';
import { type Asked, fillBanks } from './questions.story';
import type { PlannedQuiz, Sheet } from './quiz-plan';
import { type Term, hourOf } from './term';
import type { Visitor } from './visitor';

const LIMIT_SECONDS = 900;
/** How long a quiz of the past may stay half played. */
const YEAR_MS = 365 * 86_400_000;

/** What an attempt is taken with. */
interface Taking {
  readonly term: Term;
  readonly quiz: Quiz;
  readonly asked: Asked;
  /** Each answers their turn; the first begins and hands in. */
  readonly people: readonly Visitor[];
  readonly sheet: Sheet;
  readonly handIn: boolean;
}

/** The quizzes of a course, answered by its groups as their pages would. */
@Injectable()
export class QuizzesStory {
  constructor(
    private readonly past: PastRepository,
    private readonly clock: Clock,
  ) {}

  /** Answers the quizzes by their keys. What was half done is gone on with. */
  async play(term: Term): Promise<ReadonlyMap<string, Quiz>> {
    const asked = await fillBanks(term);
    const played = new Map<string, Quiz>();
    for (const planned of [...term.quizPlan.quizzes, ...term.story.quizzes])
      played.set(planned.key, await this.quiz(term, planned, asked));
    return played;
  }

  /**
   * One whose hours are over is answered today, by the same limit, and then told of its day: only a quiz that is open takes
   * answers.
   */
  private async quiz(term: Term, planned: PlannedQuiz, asked: Asked): Promise<Quiz> {
    const opensAt = hourOf(term, planned.day, planned.from);
    const closesAt = hourOf(term, planned.day + planned.days, planned.to);
    const isOver = closesAt.toMillis() <= this.clock.now().getTime();
    const quiz = await this.published(term, planned, asked, isOver ? null : { opensAt, closesAt });
    if (quiz.state === 'closed') return quiz; // told already, or its time is up
    await this.takings(term, planned, quiz, asked);
    await this.marks(term, planned, quiz);
    if (isOver) await this.past.answered(quiz.id, opensAt.toJSDate(), closesAt.toJSDate());
    return quiz;
  }

  private async published(
    { instructor, courseId, quizPlan, story }: Term,
    { key, title, questions }: PlannedQuiz,
    asked: Asked,
    hours: { opensAt: DateTime; closesAt: DateTime } | null,
  ): Promise<Quiz> {
    const params = { courseId };
    const { items } = await instructor.call(quizRoutes.list, { params });
    const alone = story.alone[key] !== undefined;
    const someday = new Date(this.clock.now().getTime() + YEAR_MS).toISOString();
    const quiz =
      items.find((each) => each.title === title) ??
      (await instructor.call(quizRoutes.create, {
        params,
        body: {
          title,
          instructions: hours || alone ? '' : quizPlan.instructions,
          takenBy: alone ? 'person' : 'group',
          limitSeconds: hours ? null : LIMIT_SECONDS,
          release: 'close',
          opensAt: hours?.opensAt.toUTC().toISO() ?? null,
          closesAt: hours?.closesAt.toUTC().toISO() ?? someday,
          entries: questions.map((name) => {
            const question = asked.get(name);
            if (!question) throw new Error(`the demo has no question ${name}`);
            return {
              kind: 'question',
              questionId: question.id,
              points: question.content.points,
            };
          }),
        },
      }));
    return quiz.state === 'draft'
      ? instructor.call(quizRoutes.publish, { params: { courseId, quizId: quiz.id } })
      : quiz;
  }

  private async takings(term: Term, { key }: PlannedQuiz, quiz: Quiz, asked: Asked): Promise<void> {
    const { plan, story, visitors } = term;
    const together = story.alone[key] === undefined;
    const handIn = !story.begun.includes(key);
    const takings = plan.groups.map(async ({ name, members }) => {
      const people = await Promise.all(members.map(({ email }) => visitors.of(email)));
      const common = { term, quiz, asked, handIn };
      const sheet = story.answers[key]?.[name];
      if (together) {
        if (sheet) await this.take({ ...common, people, sheet });
        return;
      }
      for (const [i, own] of (story.alone[key]?.[name] ?? []).entries())
        await this.take({ ...common, people: people.slice(i, i + 1), sheet: own });
    });
    await Promise.all(takings);
  }

  private async take({ term, quiz, asked, people, sheet, handIn }: Taking): Promise<void> {
    const { courseId } = term;
    const params = { courseId, quizId: quiz.id };
    const [first] = people;
    if (!first) return;
    const { mine } = await first.call(quizRoutes.get, { params });
    if (mine?.attempts.some(({ state }) => state !== 'open')) return;
    const attempt = await first.call(attemptRoutes.start, { params, body: {} });
    const contents = new Map([...asked.values()].map(({ id, content }) => [id, content]));
    for (const [at, { questionId, question, version }] of attempt.questions.entries()) {
      const content = contents.get(questionId);
      const given = sheet[at] ?? null;
      if (!content || given === null || version > 0) continue;
      const read = given === 'figure' ? await figure(first, term, attempt) : given;
      await (people[at % people.length] ?? first).call(attemptRoutes.answer, {
        params: { courseId, attemptId: attempt.id, questionId },
        body: {
          answer: answerOf(content, question, read),
          version,
          clientAt: this.clock.now().toISOString(),
          spentMs: 40_000 + ((at * 23 + content.text.length) % 90) * 1000,
        },
      });
    }
    if (handIn)
      await first.call(attemptRoutes.submit, { params: { courseId, attemptId: attempt.id } });
  }

  /** What a person marks. */
  private async marks(term: Term, { key }: PlannedQuiz, quiz: Quiz): Promise<void> {
    const { instructor, courseId, story } = term;
    const marked = story.marked.filter((each) => each.quiz === key);
    if (marked.length === 0) return;
    const { items } = await instructor.call(quizMarkingRoutes.attempts, {
      params: { courseId, quizId: quiz.id },
    });
    for (const { group, question, rubric, comment } of marked) {
      const attemptId = items.find(({ taker }) => taker.name === group)?.id ?? '';
      const { answers } = await instructor.call(quizMarkingRoutes.attempt, {
        params: { courseId, attemptId },
      });
      const answer = answers.find(({ title }) => title === question);
      if (answer?.content.type !== 'essay' || answer.earned !== null) continue;
      await instructor.call(quizMarkingRoutes.mark, {
        params: { courseId, attemptId, questionId: answer.questionId },
        body: {
          points: rubric.reduce((sum, points) => sum + points, 0),
          rubric: answer.content.rubric.map(({ id }, i) => ({ id, points: rubric[i] ?? 0 })),
          comment,
        },
      });
    }
  }
}

/** What the group reads off the report of its model, as it would type it. */
async function figure(student: Visitor, term: Term, { models }: Attempt): Promise<string> {
  const [model] = models;
  const computed = term.quizPlan.questions.find(({ type }) => type === 'computed');
  if (!model || computed?.type !== 'computed' || computed.figure.of !== 'recall')
    throw new Error('the demo has no model to read a figure of');
  const { class: label } = computed.figure;
  const { reports } = await student.call(submissionRoutes.get, {
    params: { courseId: term.courseId, submissionId: model.submissionId },
  });
  const recall = reports
    .flatMap(({ perClass }) => perClass)
    .find((each) => each.label === label)?.recall;
  if (recall === undefined || recall === null) throw new Error(`no recall of ${label}`);
  return recall.toFixed(3).replace('.', ',');
}
