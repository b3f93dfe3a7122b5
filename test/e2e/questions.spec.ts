import {
  QuestionType,
  courseRoutes,
  questionBankRoutes as bankRoutes,
  questionRoutes,
} from '@holdout/contracts';
import type { Browser } from 'playwright-core';

import { Visitor } from '../../apps/api/src/demo/visitor';
import { type Seat, openBrowser, sitDown } from '../support/browser';
import { appears, choose, confirm, handIn } from '../support/hands';
import { type Product, startProduct } from '../support/product';
import { axeFaults, plainFaults, settle } from './page-check';

const GIFT = `::Suma::¿Cuánto es 1 + 1? { =2 ~3 ~4 }

::Rota::Calcule $\\sqrt{x}$ {#2}

::Media::¿Cuál es la media de 2 y 4? {#3:0.1}
`;

describe('a bank of questions, in a browser', () => {
  let product: Product;
  let browser: Browser;
  let seat: Seat;
  let visitor: Visitor;
  let courseId: string;
  let bankId: string;
  let list: string;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct({ demo: true }), openBrowser()]);
    await product.says(/the demo is complete/, 8);
    const [, email = '', password = ''] = /(\S+@\S+) +(\S+) +instructor/.exec(product.said()) ?? [];
    visitor = await Visitor.signIn(product.origin, email, password);
    const courses = (await visitor.call(courseRoutes.mine)).items;
    courseId = courses.find(({ archivedAt }) => archivedAt === null)?.id ?? '';
    const body = { name: 'De la prueba' };
    bankId = (await visitor.call(bankRoutes.create, { params: { courseId }, body })).id;
    list = `/courses/${courseId}/questions`;
    seat = await sitDown(browser, product.origin);
    await seat.context.request.post('/api/session', { data: { email, password } });
  }, 600_000);
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const questions = async () =>
    (await visitor.call(questionRoutes.list, { params: { courseId }, query: { bankId } })).items;

  it('takes a file in which one question is broken, but for that one', async () => {
    const { page } = seat;
    await page.goto(`${list}/banks/${bankId}/import`);
    await handIn(page, { name: 'preguntas.txt', text: GIFT });
    await appears(page, /2 listas, 0 con avisos, 1 que no se puede/);
    await appears(page, 'No se puede tomar');
    await page.getByRole('button', { name: 'Tomar 2 preguntas' }).click();
    await appears(page, 'Se tomaron 2 preguntas de este archivo.');
    expect((await questions()).map(({ title }) => title)).toEqual(['Suma', 'Media']);
  }, 60_000);

  it('tells what an answer would earn, before anybody is asked', async () => {
    const { page } = seat;
    await page.goto(`${list}?bank=${bankId}`);
    await page.getByRole('link', { name: 'Media', exact: true }).click();
    await page.getByLabel('Respuesta de prueba').fill('3,05');
    await page.getByRole('button', { name: 'Calificar' }).click();
    await appears(page, 'Ganaría 1,00 de 1');
  }, 60_000);

  it.each(QuestionType.options)(
    'opens %s and says beside its fields what is missing',
    async (type) => {
      const { page } = seat;
      await page.goto(`${list}/new?bank=${bankId}`);
      const words = await seat.context.request.get('/i18n/questions/es.json');
      const { type: names } = (await words.json()) as { type: Record<string, string> };
      await choose(page, 'Tipo', names[type] ?? '');
      await page.getByRole('button', { name: 'Guardar' }).click();
      await appears(page, /por corregir|corregir/);
      await page.getByLabel('Título').fill(`De tipo ${type}`);
      await page.getByRole('textbox', { name: 'Enunciado' }).fill('¿Qué?');
      expect(await axeFaults(page)).toEqual([]);
    },
    60_000,
  );

  it('undoes the import, file by file', async () => {
    const { page } = seat;
    await page.goto(`${list}/banks/${bankId}/import`);
    await page.getByRole('button', { name: 'Deshacer la importación de preguntas.txt' }).click();
    await confirm(page, 'Deshacer');
    await appears(page, 'Deshecho');
    expect(await questions()).toEqual([]);
    expect(seat.complaints).toEqual([]);
  }, 60_000);

  it.each([
    { language: 'es', theme: 'light', width: 1280 },
    { language: 'en', theme: 'dark', width: 360 },
  ] as const)(
    'reads well in $language, $theme, $width px wide',
    async (look) => {
      const removed = await visitor.call(questionRoutes.list, {
        params: { courseId },
        query: { removed: 'true' },
      });
      const question = `${list}/${removed.items[0]?.id ?? ''}`;
      const { context, page } = await sitDown(browser, product.origin, look);
      await context.addCookies(await seat.context.cookies());
      const faults: string[] = [];
      for (const address of [
        list,
        `${list}/removed`,
        `${list}/new?bank=${bankId}`,
        question,
        `${question}/versions`,
        `${list}/banks/${bankId}/import`,
      ]) {
        await page.goto(address);
        const found = [
          ...(await settle(page)),
          ...(await plainFaults(page, look.language, ['questions', 'fault', 'ui'])),
          ...(await axeFaults(page)),
        ];
        faults.push(...found.map((fault) => `${address}: ${fault}`));
      }
      await context.close();
      expect(faults).toEqual([]);
    },
    120_000,
  );
});
