import type { Browser, Page } from 'playwright-core';

import {
  QuestionContent,
  courseRoutes,
  memberRoutes,
  questionBankRoutes,
  questionRoutes,
  quizRoutes,
  sessionRoutes,
} from '@holdout/contracts';

import { Visitor } from '../../apps/api/src/demo/visitor';
import { type Look, type Seat, openBrowser, sitDown } from '../support/browser';
import { appears, choose } from '../support/hands';
import { type Product, startProduct } from '../support/product';
import { axeFaults, plainFaults, settle } from './page-check';

const PASSWORD = 'caballo grapa pila lunes';
const STUDENTS = ['ana', 'beto'];
const QUESTION = QuestionContent.parse({
  points: 1,
  generalFeedback: '',
  tags: [],
  parameters: [],
  type: 'true_false',
  title: 'Hoja pura',
  text: 'El índice de Gini de una hoja pura es 0.',
  correct: true,
  feedbackTrue: '',
  feedbackFalse: '',
});
const CLOSES_MS = 3000;

describe('an instructor and those who are late', () => {
  let product: Product;
  let browser: Browser;
  let instructor: Visitor;
  let courseId: string;

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
      await redeem(link.url, name);
    }
    await aQuizThatCloses();
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  async function aQuizThatCloses(): Promise<void> {
    const params = { courseId };
    const bank = await instructor.call(questionBankRoutes.create, { params, body: { name: 'M1' } });
    const { id: questionId } = await instructor.call(questionRoutes.create, {
      params,
      body: { bankId: bank.id, content: QUESTION },
    });
    const quiz = await instructor.call(quizRoutes.create, { params, body: { title: 'Hojas' } });
    await instructor.call(quizRoutes.update, {
      params: { ...params, quizId: quiz.id },
      body: {
        entries: [{ kind: 'question', questionId, points: 1 }],
        closesAt: new Date(Date.now() + CLOSES_MS).toISOString(),
      },
    });
    await instructor.call(quizRoutes.publish, { params: { ...params, quizId: quiz.id } });
  }

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

  async function seatOf(name: string, look: Look = {}): Promise<Seat> {
    const seat = await sitDown(browser, product.origin, look);
    const answer = await seat.context.request.post('/api/session', {
      data: { email: `${name}@example.org`, password: PASSWORD },
    });
    expect(answer.ok()).toBe(true);
    return seat;
  }

  const faultsOf = async (page: Page, language = 'es'): Promise<string[]> => [
    ...(await settle(page)),
    ...(await plainFaults(page, language, ['overview', 'inbox', 'announcements'])),
    ...(await axeFaults(page)),
  ];
  const bell = (page: Page, unread: number) =>
    page.getByRole('link', { name: `Avisos: ${unread} sin leer` });

  it('are written to from the overview; what is taken back never arrives, the rest is in the inbox as it comes', async () => {
    const { page, context, complaints } = await seatOf('helena');
    const ana = await seatOf('ana');
    const beto = await seatOf('beto', { theme: 'dark', width: 360 });
    await ana.page.goto(`/courses/${courseId}`);
    await bell(ana.page, 0).waitFor();

    await new Promise((resolve) => setTimeout(resolve, CLOSES_MS));
    await page.goto(`/courses/${courseId}/overview`);
    await appears(page, '2 personas no lo han hecho');
    expect(await faultsOf(page)).toEqual([]);
    const write = page.getByRole('button', { name: 'Escribirles: Hojas' });

    await write.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: /ana Arias/ }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByLabel('Asunto').fill('Un error');
    await dialog.getByRole('button', { name: 'Enviar a 2' }).click();
    await page.getByRole('button', { name: 'Deshacer' }).click();

    await write.click();
    await dialog.getByRole('checkbox', { name: /beto Arias/ }).uncheck();
    await dialog.getByLabel('Mensaje').fill('Ana, ¿**qué pasó**?');
    await dialog.getByRole('button', { name: 'Enviar a 1' }).click();
    await bell(ana.page, 1).waitFor({ timeout: 60_000 });
    await bell(ana.page, 1).click();
    await appears(ana.page, '«Hojas» está pendiente');
    await ana.page.locator('strong', { hasText: 'qué pasó' }).waitFor();
    expect(await ana.page.getByText('Un error').count()).toBe(0);
    expect(await faultsOf(ana.page)).toEqual([]);
    await ana.page.getByRole('button', { name: /^Marcar como leído/ }).click();
    await bell(ana.page, 0).waitFor();

    await beto.page.goto('/inbox');
    await appears(beto.page, 'Todavía no hay avisos');
    expect(await faultsOf(beto.page)).toEqual([]);
    expect([...complaints, ...ana.complaints, ...beto.complaints]).toEqual([]);
    for (const each of [context, ana.context, beto.context]) await each.close();
  }, 180_000);

  it('and the whole course, by an announcement that is pinned, changed and taken back', async () => {
    const { page, context, complaints } = await seatOf('helena');
    const beto = await seatOf('beto', { theme: 'dark', width: 360 });
    await page.goto(`/courses/${courseId}/announcements`);
    await page.getByRole('button', { name: 'Escribir un anuncio' }).click();
    await page.getByLabel('Título').fill('Cambio de salón');
    await page.getByLabel('Texto').fill('Vamos al **ML 603**.');
    await page.getByRole('button', { name: 'Vista previa' }).click();
    await page.locator('strong', { hasText: 'ML 603' }).waitFor();
    await page.getByLabel('Fijar en el inicio del curso').check();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Publicar' }).click();
    await appears(page, 'Publicado.');

    await beto.page.goto(`/courses/${courseId}`);
    await beto.page.getByRole('heading', { name: 'Cambio de salón' }).waitFor();
    expect(await faultsOf(beto.page)).toEqual([]);
    await bell(beto.page, 1).click();
    await beto.page.getByRole('link', { name: 'Cambio de salón' }).click();
    await beto.page.waitForURL(/\/announcements#/);
    await bell(beto.page, 0).waitFor();

    await page.getByRole('button', { name: 'Retirar: Cambio de salón' }).click();
    await appears(page, 'Todavía no hay anuncios');
    await page.getByRole('button', { name: 'Deshacer' }).click();
    await page.getByRole('heading', { name: 'Cambio de salón' }).waitFor();
    expect([...complaints, ...beto.complaints]).toEqual([]);
    for (const each of [context, beto.context]) await each.close();
  }, 120_000);

  it('and each chooses what comes by mail', async () => {
    const { page, context, complaints } = await seatOf('ana');
    await page.goto('/account#mail');
    await choose(page, 'Recordatorios', 'Nunca');
    await appears(page, 'Guardado.');
    await page.reload();
    await page.getByRole('combobox', { name: 'Recordatorios' }).waitFor();
    await appears(page.getByRole('combobox', { name: 'Recordatorios' }), 'Nunca');
    expect(await faultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);
});
