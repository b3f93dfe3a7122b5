import type { Browser, Page } from 'playwright-core';

import {
  QuestionContent,
  attemptRoutes,
  courseRoutes,
  memberRoutes,
  questionBankRoutes,
  questionRoutes,
  quizMarkingRoutes,
  quizRoutes,
  sessionRoutes,
} from '@holdout/contracts';

import { Visitor } from '../../apps/api/src/demo/visitor';
import { type Look, type Seat, openBrowser, sitDown } from '../support/browser';
import { appears, choose, confirm } from '../support/hands';
import { type Product, startProduct } from '../support/product';
import { axeFaults, plainFaults, settle } from './page-check';

const PASSWORD = 'caballo grapa pila lunes';
const STUDENTS = ['ana', 'beto', 'caro'];
const common = { points: 2, generalFeedback: '', tags: ['m1'], parameters: [] };
const option = (id: string, text: string, share: string) => ({ id, text, share, feedback: '' });
const CHOICE = QuestionContent.parse({
  ...common,
  type: 'single',
  title: 'Hoja pura',
  text: 'El índice de Gini de una hoja pura es',
  options: [option('a', '0', '1'), option('b', '0,5', '0'), option('c', '1', '0')],
  shuffle: false,
});
const ESSAY = QuestionContent.parse({
  ...common,
  points: 4,
  type: 'essay',
  title: 'Pregunta de negocio',
  text: '¿Qué decide su modelo?',
  rubric: [
    { id: 'c1', criterion: 'Dice quién decide', points: 3 },
    { id: 'c2', criterion: 'Da una cifra', points: 1 },
  ],
  maxWords: 100,
  markerNotes: 'Basta una decisión.',
});

describe('a quiz, by who teaches', () => {
  let product: Product;
  let browser: Browser;
  let instructor: Visitor;
  let courseId: string;
  let ids: { choice: string; essay: string };
  const people = new Map<string, Visitor>();

  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    const [url] = await product.says(/http:\S+\/links\/\S+/);
    instructor = await redeem(url, 'helena');
    courseId = (await instructor.call(courseRoutes.create, { body: { title: 'Árboles' } })).id;
    const params = { courseId };
    const rows = STUDENTS.map((name) => `${name}@example.org,${name},Arias,student,Umbral`);
    await instructor.send(
      memberRoutes.importRoster,
      { params },
      {
        name: 'lista.csv',
        bytes: Buffer.from(['email,given_name,family_name,role,group', ...rows].join('\n')),
        fields: { apply: 'true' },
      },
    );
    for (const { id, email } of (await instructor.call(memberRoutes.list, { params })).items) {
      const name = STUDENTS.find((student) => email === `${student}@example.org`);
      if (name === undefined) continue;
      const link = await instructor.call(memberRoutes.invite, {
        params: { ...params, memberId: id },
      });
      people.set(name, await redeem(link.url, name));
    }
    const bank = await instructor.call(questionBankRoutes.create, { params, body: { name: 'M1' } });
    const made = await Promise.all(
      [CHOICE, ESSAY].map((content) =>
        instructor.call(questionRoutes.create, { params, body: { bankId: bank.id, content } }),
      ),
    );
    ids = { choice: made[0]!.id, essay: made[1]!.id };
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  async function redeem(url: string, name: string): Promise<Visitor> {
    const email = `${name}@example.org`;
    const path = sessionRoutes.redeemLink.path.replace(':token', url.split('/').at(-1) ?? '');
    const answer = await fetch(`${product.origin}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ password: PASSWORD, email, givenName: name, familyName: 'Arias' }),
    });
    expect(answer.status).toBe(201);
    return Visitor.signIn(product.origin, email, PASSWORD);
  }

  async function seatOf(email: string, look: Look = {}): Promise<Seat> {
    const seat = await sitDown(browser, product.origin, look);
    const answer = await seat.context.request.post('/api/session', {
      data: { email, password: PASSWORD },
    });
    expect(answer.ok()).toBe(true);
    return seat;
  }

  async function sit(name: string, quizId: string, chosen: string, essay: string): Promise<string> {
    const visitor = people.get(name)!;
    const { id: attemptId, questions } = await visitor.call(attemptRoutes.start, {
      params: { courseId, quizId },
      body: {},
    });
    const params = { courseId, attemptId };
    // The bank gives options ids of its own.
    const options = questions.flatMap(({ question }) =>
      question.type === 'single' ? question.options : [],
    );
    const picked = options.find(({ text }) => text === chosen)?.id;
    const answers = [
      { questionId: ids.choice, answer: { type: 'single', option: picked }, version: 0 },
      { questionId: ids.essay, answer: { type: 'essay', text: essay }, version: 0 },
    ];
    await visitor.call(attemptRoutes.answers, { params, body: { answers } });
    await visitor.call(attemptRoutes.submit, { params });
    return attemptId;
  }

  const faultsOf = async (page: Page, language = 'es'): Promise<string[]> => [
    ...(await settle(page)),
    ...(await plainFaults(page, language, ['quizzes', 'quizStaff', 'questions'])),
    ...(await axeFaults(page)),
  ];

  it('is written from a bank, published, marked by hand, regraded after a look, and read in figures', async () => {
    const params = { courseId };
    const { id: quizId } = await instructor.call(quizRoutes.create, {
      params,
      body: { title: 'Quiz 1', release: 'now' },
    });
    const seat = await seatOf('helena@example.org');
    const { page } = seat;

    // A quiz without questions cannot be published, and says so.
    await page.goto(`/courses/${courseId}/quizzes/${quizId}/edit`);
    await appears(page, 'El quiz no tiene preguntas.');
    expect(await page.getByRole('button', { name: 'Publicar' }).count()).toBe(0);

    await page.getByRole('button', { name: 'Añadir preguntas' }).click();
    await page.getByRole('searchbox', { name: 'Buscar' }).fill('hoja');
    await page.getByRole('button', { name: 'Ver “Hoja pura”' }).click();
    await appears(page, 'El índice de Gini de una hoja pura es');
    await page.getByRole('button', { name: 'Añadir “Hoja pura”' }).click();
    await page.getByRole('searchbox', { name: 'Buscar' }).fill('');
    await page.getByRole('button', { name: 'Añadir “Pregunta de negocio”' }).click();
    await appears(page, '2 preguntas, 6 puntos en total');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Listo' }).click();

    // A question with a rubric is worth what its criteria add up to.
    const points = page.getByLabel('Puntos de la fila 2');
    await points.fill('dos');
    await points.press('Tab');
    await appears(page, 'Escriba un número de 0 a 1000');
    await points.fill('3,5');
    await points.press('Tab');
    await appears(page, /tiene rúbrica: vale 4 puntos/);
    await points.fill('4');
    await points.press('Tab');
    await page.getByRole('button', { name: 'Publicar' }).waitFor();

    await page.getByLabel('Tiempo límite').fill('20');
    await page.getByRole('button', { name: 'Guardar la configuración' }).click();
    await appears(page, 'Guardado.');
    await page.getByRole('button', { name: 'Dar tiempo adicional a una persona' }).click();
    await choose(page, 'Estudiante', 'ana Arias');
    await page.getByLabel('Minutos adicionales').fill('10');
    await page.getByRole('button', { name: 'Conceder' }).click();
    await appears(page, '10 min 0 s más');

    await page.getByRole('button', { name: 'Publicar' }).click();
    await confirm(page, 'Publicar');
    await appears(page, 'Se está respondiendo.');
    expect(await page.getByLabel('Puntos de la fila 1').count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);

    const ana = await sit('ana', quizId, '0,5', 'La jefa de compras decide el pedido: 3 millones.');
    await sit('beto', quizId, '0,5', 'Sirve para muchas cosas.');
    await sit('caro', quizId, '1', 'Mide la exactitud.');

    // Marking from the keyboard: 3 and 1 by the rubric, on to the next with Ctrl+Enter.
    await page.goto(`/courses/${courseId}/quizzes/${quizId}/marking`);
    await appears(page, 'Intentos');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Calificar 3 respuestas' }).click();
    await appears(page, 'Intento de ana Arias');
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('3');
    await page.keyboard.press('1');
    await appears(page, 'Suma: 4 / 4');
    await page.keyboard.press('Control+Enter');
    await appears(page, 'Intento de beto Arias');
    await page.keyboard.press('1');
    await page.keyboard.press('0');
    await page
      .getByRole('textbox', { name: 'Comentario para quien' })
      .last()
      .fill('¿Quién decide?');
    await page.keyboard.press('Control+Enter');
    await appears(page, 'Intento de caro Arias');
    await page.keyboard.press('0');
    await page.keyboard.press('0');
    await page.keyboard.press('Control+Enter');
    await page.getByText('A mano', { exact: true }).waitFor();
    expect(await pointsByName(quizId)).toEqual({
      'ana Arias': 4,
      'beto Arias': 1,
      'caro Arias': 0,
    });

    // A regrade: looked at, dropped, looked at again, applied.
    await page.goto(`/courses/${courseId}/quizzes/${quizId}/marking/${ana}`);
    await page.locator('summary', { hasText: 'Recalificar' }).click();
    await page.getByLabel(/Aceptar como correcta/).check();
    await page.getByRole('button', { name: 'Ver quién cambia' }).click();
    await appears(page, 'De 3 intentos: 2 cambian, 1 queda igual.');
    await page.getByRole('row', { name: /beto Arias 0 → 2 1 → 3/ }).waitFor();
    await page.getByRole('button', { name: 'Descartar' }).click();
    expect(await pointsByName(quizId)).toMatchObject({ 'ana Arias': 4, 'beto Arias': 1 });
    await page.getByRole('button', { name: 'Ver quién cambia' }).click();
    await page.getByRole('button', { name: 'Aplicar' }).click();
    await appears(page, 'Recalificación aplicada: 2 intentos cambiaron.');
    expect(await pointsByName(quizId)).toEqual({
      'ana Arias': 6,
      'beto Arias': 3,
      'caro Arias': 0,
    });

    // A request is a thread that staff end.
    await people.get('caro')!.call(quizMarkingRoutes.ask, {
      params: {
        courseId,
        attemptId: await attemptOf('caro Arias', quizId),
        questionId: ids.choice,
      },
      body: { text: '¿Y la mía?' },
    });
    await page.goto(`/courses/${courseId}/quizzes/${quizId}/marking`);
    await appears(page, '¿Y la mía?');
    await page.getByRole('button', { name: 'Responder' }).click();
    await page.getByLabel('Respuesta', { exact: true }).fill('Es 0: una sola clase.');
    await page.getByRole('button', { name: 'Cerrar: la nota se mantiene' }).click();
    await appears(page, 'La nota se mantuvo');

    await page.getByRole('link', { name: 'Estadísticas' }).first().click();
    await appears(page, 'Solo primeros intentos');
    await page.getByRole('row', { name: /Hoja pura 3 \/ 3 67\s?%/ }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(seat.complaints).toEqual([]);
    await seat.context.close();

    // The same pages on a phone, in the dark, in English.
    const phone = await seatOf('helena@example.org', { width: 360, theme: 'dark', language: 'en' });
    for (const part of ['edit', 'marking', `marking/${ana}`, 'statistics']) {
      await phone.page.goto(`/courses/${courseId}/quizzes/${quizId}/${part}`);
      const faults = (await faultsOf(phone.page, 'en')).map((fault) => `${part}: ${fault}`);
      expect(faults).toEqual([]);
    }
    expect(phone.complaints).toEqual([]);
    await phone.context.close();
  }, 300_000);

  async function attemptsOf(quizId: string) {
    const { items } = await instructor.call(quizMarkingRoutes.attempts, {
      params: { courseId, quizId },
    });
    return items;
  }

  async function pointsByName(quizId: string): Promise<Record<string, number | undefined>> {
    return Object.fromEntries(
      (await attemptsOf(quizId)).map(({ taker, earned }) => [taker.name, earned?.rounded]),
    );
  }

  async function attemptOf(name: string, quizId: string): Promise<string> {
    return (await attemptsOf(quizId)).find(({ taker }) => taker.name === name)?.id ?? '';
  }

  it('is not for students: they are told, and nothing of it reaches them', async () => {
    const { items } = await instructor.call(quizRoutes.list, { params: { courseId } });
    const seat = await seatOf('ana@example.org');
    for (const part of ['edit', 'marking', 'statistics']) {
      await seat.page.goto(`/courses/${courseId}/quizzes/${items[0]!.id}/${part}`);
      await appears(seat.page, 'Esta página no es para su rol');
    }
    expect(seat.complaints).toEqual([]);
    await seat.context.close();
  }, 60_000);
});
