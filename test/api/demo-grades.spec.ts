import { DateTime } from 'luxon';

import {
  type Gradebook,
  type GradingPolicy,
  courseRoutes,
  gradeRoutes,
  quizMarkingRoutes,
} from '@holdout/contracts';

import { Accounts } from '../../apps/api/src/accounts';
import { courseOf, enrol, sameGroups } from '../../apps/api/src/demo/courses.story';
import { Demo } from '../../apps/api/src/demo/demo';
import { AnnouncementsStory } from '../../apps/api/src/demo/announcements.story';
import { ChallengesStory } from '../../apps/api/src/demo/challenges.story';
import { playGrades } from '../../apps/api/src/demo/grades.story';
import { PastRepository } from '../../apps/api/src/demo/past.repository';
import { dayZero, readPlan } from '../../apps/api/src/demo/plan';
import { readQuizPlan } from '../../apps/api/src/demo/quiz-plan';
import { QuizzesStory } from '../../apps/api/src/demo/quizzes.story';
import type { Term } from '../../apps/api/src/demo/term';
import { Visitors } from '../../apps/api/src/demo/visitors';
import { Database } from '../../apps/api/src/platform/database/database';
import { type TestApp, startApp } from '../support/app';

/** What the course's book of grades has to be, to the last digit. `6*` is what is dropped. */
const CLOSED = [
  {
    group: 'Los Residuales',
    quizzes: ['8', '6*', '9', '7', '10', '8'],
    components: ['21/25', '9/10', '22/25'],
    exact: '217/250',
    onScale: '217/50', // 4.34
    grade: '4.3',
  },
  {
    group: 'Descenso', // 3.65, which a float rounds to 3.6
    quizzes: ['9', '9', '4*', '8', '7', '8'],
    components: ['41/50', '11/20', '73/100'],
    exact: '73/100',
    onScale: '73/20',
    grade: '3.7',
  },
  {
    group: 'Umbral', // two worst: the later deadline goes
    quizzes: ['7', '5', '5*', '6', '8', '9'],
    components: ['7/10', '1', '9/10'],
    exact: '21/25',
    onScale: '21/5',
    grade: '4.2',
  },
  {
    group: 'El Bosque', // the excused uses no drop; the missing is 0 and goes
    quizzes: ['10', '8', '9', 'excused', '9', 'missing*'],
    components: ['9/10', '1/2', '3/5'],
    exact: '7/10',
    onScale: '7/2',
    grade: '3.5',
  },
];

/** Where the worst quiz is not dropped but replaced by a higher project mark. */
const REPLACED = [
  ['Los Residuales', '4.4'],
  ['Descenso', '3.6'],
  ['Umbral', '4.3'],
  ['El Bosque', '3.4'],
];

describe('the gradebooks of the demo', () => {
  const plan = readPlan();
  const quizPlan = readQuizPlan();
  let t: TestApp;
  let visitors: Visitors;
  let past: PastRepository;
  let quizzes: QuizzesStory;
  let demo: Demo;
  let closed: Term;

  beforeAll(async () => {
    t = await startApp();
    await t.app.listen(0, '127.0.0.1');
    const accounts = t.app.get(Accounts);
    const people = [
      ...plan.staff,
      ...plan.groups.flatMap(({ members }) =>
        members.map((person) => ({ ...person, role: 'student' as const })),
      ),
    ].map((person) => ({ ...person, password: `clave de ${person.email}` }));
    for (const { email, givenName, familyName, role, password } of people) {
      const mayCreateCourses = role === 'instructor';
      const id = await accounts.create(
        { email, givenName, familyName, administrator: false, mayCreateCourses },
        null,
      );
      await accounts.setPassword(id, password);
    }
    visitors = new Visitors(
      await t.app.getUrl(),
      people.map(({ email, givenName, role, password }) => ({
        name: givenName,
        email,
        role,
        group: null,
        password,
      })),
    );
    past = new PastRepository(t.app.get(Database), t.clock);
    quizzes = new QuizzesStory(past, t.clock);
    const announcements = new AnnouncementsStory(past, t.clock);
    demo = new Demo(new ChallengesStory(), quizzes, announcements, past, t.clock);
  });
  afterAll(() => t.close());

  async function term(name: string, day: DateTime, story: Term['story']): Promise<Term> {
    const instructor = await visitors.instructor();
    const courseId = await courseOf(plan, instructor, name);
    const common = { plan, quizPlan, instructor, visitors, challenges: new Map<string, never>() };
    return { ...common, courseId, dayZero: day, story };
  }

  const readBook = ({ instructor, courseId }: Term, version?: 'draft') =>
    instructor.call(gradeRoutes.gradebook, {
      params: { courseId },
      ...(version && { query: { version } }),
    });
  const cellsOf = ({ items, groups }: Gradebook, name: string) => {
    const row = groups.find((group) => group.name === name)!;
    return row.cells.flatMap((cell, at) =>
      items[at]!.kind === 'quiz'
        ? [`${cell!.points ?? cell!.state}${cell!.use === 'dropped' ? '*' : ''}`]
        : [],
    );
  };

  it('of the course that is over: exact, rounded once, the tie, the excused, the missing', async () => {
    const day = DateTime.fromISO('2020-11-19', { zone: plan.course.timeZone });
    closed = await term(plan.course.closedTerm, day, quizPlan.closed);
    const { instructor, courseId } = closed;
    await enrol(plan, instructor, courseId, true);
    await demo.graded(closed);

    const book = await readBook(closed);
    const lines = await Promise.all(
      CLOSED.map(async ({ group }) => {
        const { groupId, totals } = book.groups.find(({ name }) => name === group)!;
        const { receipt } = await instructor.call(gradeRoutes.group, {
          params: { courseId, groupId },
        });
        return {
          group,
          quizzes: cellsOf(book, group),
          components: receipt!.toDate.components.map(({ share }) => share),
          exact: totals.final?.exact,
          onScale: receipt!.toDate.onScale,
          grade: totals.final?.value,
        };
      }),
    );
    expect(lines).toEqual(CLOSED);

    const m3 = book.items.find(({ title }) => title === 'Quiz 3 · Validación')!;
    const { questions } = await instructor.call(quizMarkingRoutes.statistics, {
      params: { courseId, quizId: m3.id },
    });
    for (const { medianSeconds } of questions) expect(medianSeconds).toBeGreaterThan(60);

    // Everybody reads the published grade of the own group.
    for (const { group, grade } of CLOSED) {
      const email = plan.groups.find(({ name }) => name === group)!.members.at(-1)!.email;
      const student = await visitors.of(email);
      const { me } = await student.call(courseRoutes.get, { params: { courseId } });
      const own = await student.call(gradeRoutes.person, {
        params: { courseId, memberId: me.memberId },
      });
      expect([group, own.published?.grade?.value]).toEqual([group, grade]);
    }

    const draft = await instructor.call(gradeRoutes.policies, { params: { courseId } });
    const { policy, revision } = draft.draft!;
    const replacing: GradingPolicy = {
      ...policy,
      worst: { ...policy.worst, effect: 'replace_when_higher' },
    };
    await instructor.call(gradeRoutes.putDraft, {
      params: { courseId },
      body: { policy: replacing, revision },
    });
    const replaced = await readBook(closed, 'draft');
    expect(
      replaced.groups.map(({ name, totals }) => [name, totals.final?.value]).toSorted(),
    ).toEqual(REPLACED.toSorted());
    await instructor.call(gradeRoutes.dropDraft, { params: { courseId } });
  });

  it('of a start that was cut off goes on: nothing is done twice, nothing moves in time', async () => {
    const before = await readBook(closed);
    await demo.graded(closed);
    expect(await readBook(closed)).toEqual(before);
    const deadlines = before.items.map(({ title, deadline }) => [title, deadline]);
    expect(deadlines).toContainEqual([
      'Quiz 3 · Validación',
      '2020-11-10T23:20:00.000Z', // the 10th, 18:20 in Bogotá
    ]);
  });

  it('of the course that runs: a grade to date, none that is final', async () => {
    const day = dayZero(t.clock.now(), plan.course.timeZone);
    const current = await term('2026-1', day, {
      ...quizPlan.current,
      // Its figures come from models that were really run.
      quizzes: quizPlan.current.quizzes.filter(({ key }) => key !== 'modelo'),
      marked: [],
      excused: [],
    });
    await enrol(plan, current.instructor, current.courseId, false);
    await sameGroups(current.instructor, current.courseId, closed.courseId);
    await past.tellLater(
      current.courseId,
      day.minus({ days: 16 }).toJSDate(),
      day.minus({ days: 16 }).toJSDate(),
    );
    // One that is answered together and one that each answers alone, besides the one that is open.
    const some = quizPlan.quizzes.filter(({ key }) => ['M2', 'M3'].includes(key));
    const told = { ...current, quizPlan: { ...quizPlan, quizzes: some } };
    await playGrades(told, await quizzes.play(told));
    const book = await readBook(current);
    for (const { name, totals } of book.groups)
      expect([name, totals.toDate !== null, totals.final]).toEqual([name, true, null]);
    expect(cellsOf(book, 'Los Residuales')).toEqual([
      '10',
      '15/2*', // each alone: the mean of 10, 5, 10 and 5
      'pending',
    ]);
    const person = book.people.find(({ familyName }) => familyName === 'Ocampo Rey')!;
    const group = book.groups.find(({ name }) => name === 'Los Residuales')!;
    expect(person.totals.toDate).toEqual(group.totals.toDate);
    const { receipt } = await current.instructor.call(gradeRoutes.group, {
      params: { courseId: current.courseId, groupId: group.groupId },
    });
    // Quizzes 40 and model 20 are scaled to all; the presentation is what final waits for.
    expect(receipt!.toDate.weights).toBe('60');
    const presentation = book.items.find(({ kind }) => kind === 'presentation')!;
    expect(receipt!.final.waitsFor).toContainEqual({
      why: 'not_due',
      itemId: presentation.id,
      componentId: 'presentation',
    });
  });
});
