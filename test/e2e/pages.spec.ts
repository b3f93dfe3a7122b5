import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import {
  challengeRoutes,
  courseRoutes,
  groupRoutes,
  labRoutes,
  leaderboardRoutes,
  memberRoutes,
  questionBankRoutes,
  questionRoutes,
  quizRoutes,
  scheduleRoutes,
  submissionRoutes,
} from '@holdout/contracts';
import type { Browser } from 'playwright-core';

import { Visitor } from '../../apps/api/src/demo/visitor';
import { type Look, openBrowser, sitDown } from '../support/browser';
import { axeFaults, keyboardFaults, plainFaults, settle } from './page-check';
import { type Product, startProduct } from '../support/product';

const ROOT = resolve(__dirname, '../..');
const WEB = join(ROOT, 'apps/web');
const SCOPES = readdirSync(join(WEB, 'public/i18n'));

type Role = 'instructor' | 'student' | 'administrator' | 'nobody';

/** By role: name of the picture, and the address with the names of its parts. */
const PAGES: Readonly<Record<Role, Readonly<Record<string, string>>>> = {
  instructor: {
    courses: '/courses',
    'new-course': '/courses/new',
    account: '/account',
    inbox: '/inbox',
    'wrong-address': '/courses/:courseId/nothing',
    home: '/courses/:courseId',
    overview: '/courses/:courseId/overview',
    announcements: '/courses/:courseId/announcements',
    schedule: '/courses/:courseId/schedule',
    'schedule-month': '/courses/:courseId/schedule?view=month',
    attendance: '/courses/:courseId/schedule/:activityId/attendance',
    audit: '/courses/:courseId/audit',
    settings: '/courses/:courseId/settings',
    people: '/courses/:courseId/people',
    'people-import': '/courses/:courseId/people/import',
    groups: '/courses/:courseId/groups',
    'groups-random': '/courses/:courseId/groups/random',
    'groups-copy': '/courses/:courseId/groups/copy',
    'groups-history': '/courses/:courseId/groups/history',
    labs: '/courses/:courseId/labs',
    'lab-import': '/courses/:courseId/labs/import',
    'lab-file': '/courses/:courseId/labs/:labId/files/:fileId',
    datasets: '/courses/:courseId/datasets',
    'new-dataset': '/courses/:courseId/datasets/new',
    profile: '/courses/:courseId/datasets/:datasetId',
    dictionary: '/courses/:courseId/datasets/:datasetId?view=dictionary',
    split: '/courses/:courseId/datasets/:datasetId?view=split',
    versions: '/courses/:courseId/datasets/:datasetId?view=versions',
    challenges: '/courses/:courseId/challenges',
    'new-challenge': '/courses/:courseId/challenges/new',
    challenge: '/courses/:courseId/challenges/:challengeId',
    'edit-challenge': '/courses/:courseId/challenges/:challengeId/edit',
    board: '/courses/:courseId/challenges/:challengeId/leaderboard',
    submissions: '/courses/:courseId/challenges/:challengeId/submissions',
    submission: '/courses/:courseId/submissions/:submissionId',
    compare:
      '/courses/:courseId/challenges/:challengeId/submissions/compare?a=:submissionId&b=:anotherId',
    'failed-submission': '/courses/:courseId/submissions/:failedId',
    'course-board': '/courses/:courseId/leaderboard',
    projects: '/courses/:courseId/projects',
    'project-board': '/courses/:courseId/projects/:groupId',
    assignment: '/courses/:courseId/assignment',
    presentations: '/courses/:courseId/presentations',
    'dataset-offers': '/courses/:courseId/assignment/catalogue',
    questions: '/courses/:courseId/questions',
    'import-questions': '/courses/:courseId/questions/banks/:bankId/import',
    'removed-questions': '/courses/:courseId/questions/removed',
    'new-question': '/courses/:courseId/questions/new',
    question: '/courses/:courseId/questions/:questionId',
    'question-versions': '/courses/:courseId/questions/:questionId/versions',
    quizzes: '/courses/:courseId/quizzes',
    quiz: '/courses/:courseId/quizzes/:quizId',
    'edit-quiz': '/courses/:courseId/quizzes/:quizId/edit',
    marking: '/courses/:courseId/quizzes/:quizId/marking',
    'marked-attempt': '/courses/:courseId/quizzes/:quizId/marking/:attemptId',
    statistics: '/courses/:courseId/quizzes/:quizId/statistics',
    gradebook: '/courses/:courseId/grades',
    policy: '/courses/:courseId/grades/policy',
    'marks-files': '/courses/:courseId/grades/files',
    finals: '/courses/:courseId/grades/finals',
    'grades-audit': '/courses/:courseId/grades/audit',
    receipt: '/courses/:courseId/grades/people/:memberId',
    'group-receipt': '/courses/:courseId/grades/of-group/:groupId',
  },
  student: {
    courses: '/courses',
    inbox: '/inbox',
    account: '/account',
    home: '/courses/:courseId',
    announcements: '/courses/:courseId/announcements',
    schedule: '/courses/:courseId/schedule',
    'schedule-month': '/courses/:courseId/schedule?view=month',
    people: '/courses/:courseId/people',
    groups: '/courses/:courseId/groups',
    labs: '/courses/:courseId/labs',
    'lab-file': '/courses/:courseId/labs/:labId/files/:fileId',
    datasets: '/courses/:courseId/datasets',
    profile: '/courses/:courseId/datasets/:datasetId',
    challenges: '/courses/:courseId/challenges',
    challenge: '/courses/:courseId/challenges/:challengeId',
    submit: '/courses/:courseId/challenges/:challengeId/submit',
    board: '/courses/:courseId/challenges/:challengeId/leaderboard',
    submissions: '/courses/:courseId/challenges/:challengeId/submissions',
    submission: '/courses/:courseId/submissions/:submissionId',
    compare: '/courses/:courseId/challenges/:challengeId/submissions/compare?a=:submissionId',
    'not-for-students': '/courses/:courseId/settings',
    'course-board': '/courses/:courseId/leaderboard',
    projects: '/courses/:courseId/projects',
    'project-board': '/courses/:courseId/projects/:groupId',
    quizzes: '/courses/:courseId/quizzes',
    quiz: '/courses/:courseId/quizzes/:quizId',
    attempt: '/courses/:courseId/quizzes/attempts/:attemptId',
    grades: '/courses/:courseId/grades',
  },
  administrator: { courses: '/courses', accounts: '/accounts', system: '/system' },
  nobody: {
    'sign-in': '/sign-in',
    'forgot-password': '/forgot-password',
    link: '/links/:token',
    'spent-link': '/links/spent',
    'guest-board': '/boards/:guest',
    'wrong-address': '/nothing',
  },
};
const LOOKS: readonly Required<Look>[] = [
  { language: 'es', theme: 'light', width: 1280 },
  { language: 'en', theme: 'dark', width: 360 },
];

/** The pieces of every address that the web knows, as its routes files name them. */
function piecesOfRoutes(): string[] {
  const files = readdirSync(join(WEB, 'src/app'), { recursive: true, encoding: 'utf8' });
  const pieces = files
    .filter((name) => name.endsWith('.routes.ts'))
    .flatMap((name) => [
      ...readFileSync(join(WEB, 'src/app', name), 'utf8').matchAll(/path: '([^'*]+)'/g),
    ])
    .flatMap(([, path = '']) => path.split('/'));
  return [...new Set(pieces)];
}

describe('every page, in the browser', () => {
  let product: Product;
  let browser: Browser;
  const known: Record<string, string> = {};

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct({ demo: true }), openBrowser()]);
    await product.says(/the demo is complete/, 12);
    Object.assign(known, await placesOf(product));
  }, 900_000);
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  it('is visited: no address of the routes is left out', () => {
    const visited = Object.values(PAGES)
      .flatMap((pages) => Object.values(pages))
      .flatMap((address) => address.split('?', 1).join('').split('/'));
    expect(visited).toEqual(expect.arrayContaining(piecesOfRoutes()));
  });

  describe.each(Object.keys(PAGES) as Role[])('for %s', (role) => {
    it.each(LOOKS)(
      'in $language, $theme, $width px wide',
      async (look) => {
        const { context, page, complaints } = await sitDown(browser, product.origin, look);
        if (role !== 'nobody')
          await context.request.post('/api/session', { data: accountOf(product, role) });
        const folder = join(ROOT, 'var/screenshots', role);
        mkdirSync(folder, { recursive: true });
        const faults: string[] = [];
        for (const [name, address] of Object.entries(PAGES[role])) {
          await page.goto(address.replace(/:(\w+)/g, (_, part: string) => known[part] ?? part));
          const settled = await settle(page);
          const picture = `${name}-${look.language}-${look.theme}-${look.width}.png`;
          await page.screenshot({ path: join(folder, picture), fullPage: true });
          const found = [
            ...settled,
            ...(await plainFaults(page, look.language, SCOPES)),
            ...(await axeFaults(page)),
            ...(look.width > 1000 ? await keyboardFaults(page, 5) : []),
            ...complaints.splice(0),
          ];
          faults.push(...found.map((fault) => `${name}: ${fault}`));
        }
        await context.close();
        expect(faults).toEqual([]);
      },
      300_000,
    );
  });
});

function accountOf(product: Product, role: Role): { email: string; password: string } {
  const [, email = '', password = ''] =
    new RegExp(`(\\S+@\\S+) +(\\S+) +${role}`).exec(product.said()) ?? [];
  return { email, password };
}

/** Ids in the demo's current course, where the student of the first line is at home. */
async function placesOf(product: Product): Promise<Record<string, string>> {
  const enter = ({ email, password }: ReturnType<typeof accountOf>) =>
    Visitor.signIn(product.origin, email, password);
  const instructor = await enter(accountOf(product, 'instructor'));
  const student = await enter(accountOf(product, 'student'));
  const courses = await instructor.call(courseRoutes.mine);
  const courseId = courses.items.find(({ archivedAt }) => archivedAt === null)?.id ?? '';
  const params = { courseId };
  const challenges = (await instructor.call(challengeRoutes.list, { params })).items;
  const withScores = [];
  for (const { id: challengeId, dataset } of challenges) {
    const place = { params: { courseId, challengeId } };
    const own = (await student.call(submissionRoutes.list, place).catch(() => undefined))?.items;
    const all = (await instructor.call(submissionRoutes.list, place)).items;
    const scored = own?.find(({ state }) => state === 'scored');
    withScores.push({ challengeId, datasetId: dataset.id, scored, all });
  }
  const main = withScores
    .filter(({ scored }) => scored)
    .sort((a, b) => b.all.length - a.all.length)[0];
  const failed = withScores
    .flatMap(({ all }) => all)
    .find(({ state }) => state === 'failed' || state === 'rejected');
  const member = (await instructor.call(memberRoutes.list, { params })).items.at(-1);
  const groups = (await instructor.call(groupRoutes.list, { params })).items;
  const [lab] = (await student.call(labRoutes.list, { params })).items;
  const { url: link } = await instructor.call(memberRoutes.invite, {
    params: { courseId, memberId: member?.id ?? '' },
  });
  const { url: guest } = await instructor.call(leaderboardRoutes.openToGuests, {
    params: { courseId, challengeId: main?.challengeId ?? '' },
  });
  const { activities } = await instructor.call(scheduleRoutes.read, { params });
  return {
    activityId: activities.find(({ type }) => type === 'class')?.id ?? '',
    ...(await quizPlaces(instructor, student, courseId)),
    courseId,
    memberId: member?.id ?? '',
    groupId: groups[0]?.id ?? '',
    labId: lab?.id ?? '',
    fileId: lab?.files.find(({ shown }) => shown)?.id ?? '',
    datasetId: main?.datasetId ?? '',
    challengeId: main?.challengeId ?? '',
    submissionId: main?.scored?.id ?? '',
    anotherId:
      main?.all.find(({ id, state }) => state === 'scored' && id !== main.scored?.id)?.id ?? '',
    failedId: failed?.id ?? '',
    token: link.split('/').at(-1) ?? '',
    guest: guest.split('/').at(-1) ?? '',
  };
}

/** Of a quiz that the student has answered, and of what it asks. */
async function quizPlaces(
  instructor: Visitor,
  student: Visitor,
  courseId: string,
): Promise<Record<string, string>> {
  const params = { courseId };
  const mine = (await student.call(quizRoutes.list, { params })).items;
  const taken = mine.find(({ mine: my }) =>
    my?.attempts.some(({ state }) => state === 'submitted'),
  );
  const banks = (await instructor.call(questionBankRoutes.list, { params })).items;
  const questions = (await instructor.call(questionRoutes.list, { params })).items;
  return {
    quizId: taken?.id ?? '',
    attemptId: taken?.mine?.attempts[0]?.id ?? '',
    bankId: banks[0]?.id ?? '',
    questionId: questions[0]?.id ?? '',
  };
}
