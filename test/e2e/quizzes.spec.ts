import type { Browser } from 'playwright-core';

import {
  type Attempt,
  QuestionContent,
  attemptRoutes,
  courseRoutes,
  memberRoutes,
  questionBankRoutes,
  questionRoutes,
  quizRoutes,
  sessionRoutes,
} from '@holdout/contracts';

import { Visitor } from '../../apps/api/src/demo/visitor';
import { type Seat, openBrowser, sitDown } from '../support/browser';
import { appears, confirm } from '../support/hands';
import { type Product, startProduct } from '../support/product';
import { axeFaults, settle } from './page-check';

const PASSWORD = 'caballo grapa pila lunes';
const NAMES: Readonly<Record<string, string>> = {
  'helena@example.org': 'Helena',
  'ana@example.org': 'Ana',
  'beto@example.org': 'Beto',
};
const common = { title: 'Pregunta', points: 2, generalFeedback: '', tags: [], parameters: [] };
const option = (id: string, text: string, share: string) => ({ id, text, share, feedback: '' });
const QUESTIONS = [
  {
    type: 'single',
    text: 'Con $\\beta_0 = -2$, ¿qué dice el modelo de **la tienda C**?',
    options: [option('a', 'Ceros en ambas columnas', '1'), option('b', 'El promedio', '0')],
    shuffle: false,
  },
  {
    type: 'numeric',
    text: '¿Cuál es la sensibilidad de la clase Bajo?',
    answers: [
      {
        id: 'n',
        value: '14/87',
        tolerance: { kind: 'absolute', value: '0.001' },
        share: '1',
        feedback: '',
      },
    ],
    wrongFeedback: 'Se leyó la fila en vez de la columna.',
    units: [],
    unitRequired: false,
  },
  {
    type: 'ordering',
    text: 'Ordene las fases.',
    items: [
      { id: 'x', text: 'Comprensión' },
      { id: 'y', text: 'Modelado' },
      { id: 'z', text: 'Despliegue' },
    ],
    rule: 'positions',
  },
  {
    type: 'matching',
    text: 'Empareje.',
    items: [
      { id: 'i', text: 'Regresión', target: 'p' },
      { id: 'j', text: 'Varias clases', target: 'q' },
    ],
    targets: [
      { id: 'p', text: 'identidad' },
      { id: 'q', text: 'softmax' },
    ],
    rule: 'per_pair',
    shuffle: false,
  },
  { type: 'essay', text: '¿Qué pregunta?', rubric: [], maxWords: 50, markerNotes: '' },
].map((question) => QuestionContent.parse({ ...common, ...question }));

describe('quizzes in the page', () => {
  let product: Product;
  let browser: Browser;
  let instructor: Visitor;
  let courseId: string;
  const people = new Map<string, Visitor>();
  let questionIds: string[];

  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    const [url] = await product.says(/http:\S+\/links\/\S+/);
    instructor = await redeem(url, 'helena@example.org');
    courseId = (await instructor.call(courseRoutes.create, { body: { title: 'Redes' } })).id;
    const params = { courseId };
    const csv =
      'email,given_name,family_name,role,group\nana@example.org,Ana,Arias,student,Umbral\nbeto@example.org,Beto,Bernal,student,Umbral\n';
    await instructor.send(
      memberRoutes.importRoster,
      { params },
      { name: 'lista.csv', bytes: Buffer.from(csv), fields: { apply: 'true' } },
    );
    const { items } = await instructor.call(memberRoutes.list, { params });
    for (const email of ['ana@example.org', 'beto@example.org']) {
      const memberId = items.find((member) => member.email === email)?.id ?? '';
      const link = await instructor.call(memberRoutes.invite, { params: { ...params, memberId } });
      people.set(email, await redeem(link.url, email));
    }
    const bank = await instructor.call(questionBankRoutes.create, {
      params,
      body: { name: 'M1' },
    });
    questionIds = [];
    for (const content of QUESTIONS) {
      const { id } = await instructor.call(questionRoutes.create, {
        params,
        body: { bankId: bank.id, content },
      });
      questionIds.push(id);
    }
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  async function redeem(url: string, email: string): Promise<Visitor> {
    const path = sessionRoutes.redeemLink.path.replace(':token', url.split('/').at(-1) ?? '');
    const answer = await fetch(`${product.origin}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        password: PASSWORD,
        email,
        givenName: NAMES[email],
        familyName: 'Vidal',
      }),
    });
    expect(answer.status).toBe(201);
    return Visitor.signIn(product.origin, email, PASSWORD);
  }

  async function aQuiz(given: object): Promise<string> {
    const params = { courseId };
    const { id } = await instructor.call(quizRoutes.create, {
      params,
      body: {
        title: 'Quiz 1',
        entries: questionIds.map((questionId) => ({ kind: 'question', questionId, points: 2 })),
        release: 'now',
        ...given,
      },
    });
    await instructor.call(quizRoutes.publish, { params: { ...params, quizId: id } });
    return id;
  }

  async function seatOf(
    email: string,
    width = 1280,
    theme: 'light' | 'dark' = 'light',
  ): Promise<Seat> {
    const seat = await sitDown(browser, product.origin, { width, theme });
    await seat.page.goto('/sign-in');
    await seat.page.getByLabel('Correo').fill(email);
    await seat.page.getByLabel('Contraseña', { exact: true }).fill(PASSWORD);
    await seat.page.keyboard.press('Enter');
    await seat.page.waitForURL(/\/courses/);
    return seat;
  }

  const attemptOf = (who: string, seat: Seat): Promise<Attempt> => {
    const attemptId = /attempts\/([0-9a-f-]{36})/.exec(seat.page.url())?.[1] ?? '';
    return people.get(who)!.call(attemptRoutes.get, { params: { courseId, attemptId } });
  };

  it('a student answers, loses the connection, reloads, and finishes; nothing is lost', async () => {
    const quizId = await aQuiz({ title: 'Quiz de Ana', limitSeconds: 1800 });
    const seat = await seatOf('ana@example.org', 360, 'dark');
    const { page } = seat;
    await page.goto(`/courses/${courseId}/quizzes`);
    await page.getByRole('link', { name: /Quiz de Ana/ }).click();
    await appears(page, /terminará a más tardar/);
    expect(await settle(page)).toEqual([]);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Empezar' }).click();
    await page.waitForURL(/attempts/);
    await appears(page, 'Cada respuesta se guarda sola');
    expect(await settle(page)).toEqual([]);
    expect(await axeFaults(page)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
    expect(await page.locator('math').count()).toBe(1);

    // By the keyboard alone: to the first question, the first option.
    await page.keyboard.press('n');
    await page.keyboard.press('a');
    await appears(page, /Guardado \d/);

    // The connection is lost: what is answered now stays in the browser, and outlives a reload.
    await page.route('**/answers', (route) => route.abort());
    await page.getByRole('textbox', { name: 'Respuesta a la pregunta 2' }).fill('14/87');
    await appears(page, /sus respuestas están en este equipo/);
    await page.reload();
    await appears(page, /sus respuestas están en este equipo|Guardando/);
    expect(
      await page.getByRole('textbox', { name: 'Respuesta a la pregunta 2' }).inputValue(),
    ).toBe('14/87');
    expect((await attemptOf('ana@example.org', seat)).questions[1]?.answer).toBeNull();
    await page.unroute('**/answers');
    await appears(page, /Guardado \d/);
    expect((await attemptOf('ana@example.org', seat)).questions[1]?.answer).toMatchObject({
      text: '14/87',
    });

    // What could be two numbers is asked about.
    await page.getByRole('textbox', { name: 'Respuesta a la pregunta 2' }).fill('1.500');
    await appears(page, /puede ser dos números/);
    await page.getByRole('textbox', { name: 'Respuesta a la pregunta 2' }).fill('0,161');
    await page.getByLabel('Pareja de: Regresión').selectOption({ label: 'identidad' });
    await page.getByRole('button', { name: 'Dejar el orden como está' }).click();
    await page.getByRole('textbox', { name: 'Respuesta a la pregunta 5' }).fill('¿Quién decide?');
    await page.keyboard.press('Control+Enter');
    await confirm(page, 'Entregar el quiz');
    await appears(page, /Lo entregó Ana/);
    await appears(page, /espera la calificación de una persona/);
    expect(await axeFaults(page)).toEqual([]);
    const after = await attemptOf('ana@example.org', seat);
    expect(after.state).toBe('submitted');
    expect(after.questions.map(({ review }) => review?.earned?.rounded ?? null)).toEqual([
      2,
      2,
      expect.any(Number),
      1,
      null,
    ]);
    expect(seat.complaints).toEqual([]);
    await seat.context.close();
    expect(quizId).toBeTruthy();
  });

  it('a group answers together in two browsers: each sees the other, and two at once choose', async () => {
    const quizId = await aQuiz({ title: 'Quiz del grupo', takenBy: 'group' });
    const [ana, beto] = [await seatOf('ana@example.org'), await seatOf('beto@example.org')];
    for (const { page } of [ana, beto]) {
      await page.goto(`/courses/${courseId}/quizzes/${quizId}`);
      await page
        .getByRole('button', { name: 'Empezar' })
        .or(page.getByRole('link', { name: 'Continuar' }))
        .click();
      await page.waitForURL(/attempts/);
      await settle(page);
    }
    expect(ana.page.url()).toBe(beto.page.url());
    await ana.page.getByLabel('Ceros en ambas columnas').check();
    await beto.page.waitForFunction(() =>
      [...document.querySelectorAll('input[type=radio]')].some(
        (input) => (input as HTMLInputElement).checked,
      ),
    );
    await appears(beto.page, /La escribió Ana/);

    // Both write the same answer at once: Beto's arrives second, and he is asked.
    await beto.page.route('**/answers', (route) => route.abort());
    await beto.page.getByRole('textbox', { name: 'Respuesta a la pregunta 2' }).fill('0,07');
    await ana.page.getByRole('textbox', { name: 'Respuesta a la pregunta 2' }).fill('14/87');
    await appears(ana.page, /Guardado \d/);
    await beto.page.unroute('**/answers');
    await appears(beto.page, /Ana.* cambió esta respuesta mientras usted escribía/);
    expect(await axeFaults(beto.page)).toEqual([]);
    await beto.page.getByRole('button', { name: 'Usar la otra' }).click();
    await beto.page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('app-number-answer input')?.value === '14/87',
    );
    expect((await attemptOf('beto@example.org', beto)).questions[1]).toMatchObject({
      answer: { text: '14/87' },
      savedBy: { name: expect.stringContaining('Ana') as string },
    });
    for (const { complaints, context } of [ana, beto]) {
      expect(complaints).toEqual([]);
      await context.close();
    }
  });

  it('hands itself in when the time is over, with what was written last', async () => {
    const quizId = await aQuiz({ title: 'Quiz corto', limitSeconds: 30 });
    const seat = await seatOf('beto@example.org');
    const { page } = seat;
    await page.goto(`/courses/${courseId}/quizzes/${quizId}`);
    await page.getByRole('button', { name: 'Empezar' }).click();
    await page.waitForURL(/attempts/);
    await appears(page, 'Queda un minuto');
    await page.getByRole('textbox', { name: 'Respuesta a la pregunta 2' }).fill('14/87');
    await appears(page, /Lo entregó Beto|Se entregó solo/);
    expect((await attemptOf('beto@example.org', seat)).questions[1]?.review?.earned?.rounded).toBe(
      2,
    );
    await seat.context.close();
  });
});
