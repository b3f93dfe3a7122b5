import { cardRoutes, courseRoutes, groupRoutes, memberRoutes } from '@holdout/contracts';
import type { Browser, Page } from 'playwright-core';

import { Visitor } from '../../apps/api/src/demo/visitor';
import { type Look, type Seat, openBrowser, sitDown } from '../support/browser';
import { appears } from '../support/hands';
import { type Product, startProduct } from '../support/product';
import { axeFaults, plainFaults, settle } from './page-check';

const PASSWORD = 'caballo grapa pila lunes';
const ROSTER = `email,given_name,family_name,role,group
ana@example.org,Ana,Arias,student,Umbral
beto@example.org,Beto,Borda,student,Umbral
`;

describe('the board of a project, in two browsers', () => {
  let product: Product;
  let browser: Browser;
  let courseId: string;
  let groupId: string;
  let asAna: Visitor;
  let ana: Seat;
  let beto: Seat;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()]);
    const [first] = await product.says(/http:\S+\/links\/\S+/);
    const helena = await redeem(first, {
      email: 'helena@example.org',
      givenName: 'Helena',
      familyName: 'Vidal',
    });
    courseId = (await helena.call(courseRoutes.create, { body: { title: 'Formas' } })).id;
    const params = { courseId };
    await helena.send(
      memberRoutes.importRoster,
      { params },
      { name: 'lista.csv', bytes: Buffer.from(ROSTER), fields: { apply: 'true' } },
    );
    for (const { id, email } of (await helena.call(memberRoutes.list, { params })).items) {
      if (email === null || email === 'helena@example.org') continue;
      const { url } = await helena.call(memberRoutes.invite, {
        params: { courseId, memberId: id },
      });
      const visitor = await redeem(url, { email });
      if (email === 'ana@example.org') asAna = visitor;
    }
    groupId = (await helena.call(groupRoutes.list, { params })).items[0]!.id;
    ana = await seatOf('ana@example.org');
    beto = await seatOf('beto@example.org');
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  async function redeem(
    url: string,
    person: { email: string; givenName?: string; familyName?: string },
  ): Promise<Visitor> {
    const answer = await fetch(`${product.origin}/api/links/${url.split('/').at(-1) ?? ''}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ password: PASSWORD, ...person }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return Visitor.signIn(product.origin, person.email, PASSWORD);
  }

  async function seatOf(email: string, look: Look = {}): Promise<Seat> {
    const seat = await sitDown(browser, product.origin, look);
    await seat.context.request.post('/api/session', { data: { email, password: PASSWORD } });
    return seat;
  }

  const path = () => `/courses/${courseId}/projects/${groupId}`;
  const column = (page: Page, phase: string) =>
    page.getByRole('region', { name: phase, exact: true });
  const titles = async (page: Page, phase: string) =>
    column(page, phase).locator('app-board-card .title').allTextContents();
  const until = async (read: () => Promise<unknown>, wanted: unknown) => {
    for (let i = 0; i < 100; i++) {
      if (JSON.stringify(await read()) === JSON.stringify(wanted)) return;
      await new Promise((wake) => setTimeout(wake, 100));
    }
    expect(await read()).toEqual(wanted);
  };

  it('shows a new card to the other member at once', async () => {
    for (const { page } of [ana, beto]) {
      await page.goto(path());
      await appears(page, 'Modelado');
    }
    await ana.page.getByRole('button', { name: 'Agregar tarjeta a Modelado' }).click();
    const dialog = ana.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Guardar' }).click();
    await appears(dialog, 'Póngale un título.');
    await dialog.getByLabel('Título').fill('Probar un bosque');
    await dialog.getByLabel('Lista de pasos').fill('200 árboles\n500 árboles');
    await dialog.getByRole('button', { name: 'Guardar' }).click();
    await until(() => titles(beto.page, 'Modelado'), ['Probar un bosque']);
  }, 60_000);

  it('moves a card by the keyboard, says where it is, and keeps the focus', async () => {
    const handle = ana.page.getByRole('button', { name: 'Mover «Probar un bosque»' });
    await handle.focus();
    await ana.page.keyboard.press('ArrowRight');
    await appears(ana.page, 'En Evaluación, puesto 1 de 1.');
    expect(await handle.evaluate((element) => element === document.activeElement)).toBe(true);
    await until(() => titles(beto.page, 'Evaluación'), ['Probar un bosque']);
    await ana.page.keyboard.press('ArrowLeft');
    await until(() => titles(beto.page, 'Modelado'), ['Probar un bosque']);
  }, 60_000);

  it('moves a card by the mouse', async () => {
    const card = beto.page.locator('app-board-card').first();
    const to = column(beto.page, 'Preparación de los datos').locator('.cards');
    const [from, there] = [await card.boundingBox(), await to.boundingBox()];
    if (!from || !there) throw new Error('nothing to drag');
    await beto.page.mouse.move(from.x + 30, from.y + 50);
    await beto.page.mouse.down();
    await beto.page.mouse.move(from.x, from.y + 20, { steps: 4 });
    await beto.page.mouse.move(there.x + 40, there.y + 30, { steps: 12 });
    await beto.page.mouse.up();
    await until(() => titles(ana.page, 'Preparación de los datos'), ['Probar un bosque']);
  }, 60_000);

  it('puts a card back where the server refuses the move', async () => {
    await ana.page.route('**/move', (route) => route.fulfill({ status: 409, body: '' }));
    await ana.page.getByRole('button', { name: 'Mover «Probar un bosque»' }).focus();
    await ana.page.keyboard.press('ArrowRight');
    await appears(ana.page, 'El movimiento no se guardó; la tarjeta volvió a su lugar.');
    await until(() => titles(ana.page, 'Preparación de los datos'), ['Probar un bosque']);
    await ana.page.unroute('**/move');
    expect(await titles(beto.page, 'Preparación de los datos')).toEqual(['Probar un bosque']);
  }, 60_000);

  it('shows both texts to who wrote upon what is outdated', async () => {
    await beto.page.getByRole('button', { name: 'Probar un bosque', exact: true }).click();
    const dialog = beto.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Editar' }).click();
    await dialog.getByLabel('Descripción').fill('Con 500 árboles');
    const params = { courseId, groupId };
    const [card] = (await asAna.call(cardRoutes.get, { params })).cards;
    await asAna.call(cardRoutes.write, {
      params: { ...params, cardId: card!.id },
      body: { title: card!.title, text: 'Con 200 árboles', version: card!.version },
    });
    await dialog.getByRole('button', { name: 'Guardar' }).click();
    await appears(dialog, /Ana Arias cambió esta tarjeta/);
    await appears(dialog, 'Con 200 árboles');
    expect(await dialog.getByLabel('Descripción').inputValue()).toBe('Con 500 árboles');
    await dialog.getByRole('button', { name: 'Guardar lo mío encima' }).click();
    await appears(dialog, 'Con 500 árboles');
    const [after] = (await asAna.call(cardRoutes.get, { params })).cards;
    expect(after!.text).toBe('Con 500 árboles');
    expect(await axeFaults(beto.page)).toEqual([]);
  }, 60_000);

  it('takes a card off, and back again', async () => {
    const dialog = beto.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Quitar', exact: true }).click();
    await until(() => titles(ana.page, 'Preparación de los datos'), []);
    await beto.page.getByRole('button', { name: 'Deshacer' }).click();
    await until(() => titles(ana.page, 'Preparación de los datos'), ['Probar un bosque']);
  }, 60_000);

  it('shows one phase at a time on a phone', async () => {
    const phone = await seatOf('ana@example.org', { width: 360, theme: 'dark' });
    const { page } = phone;
    await page.goto(path());
    await appears(page, 'Comprensión del negocio');
    for (let i = 0; i < 2; i++) await page.getByRole('button', { name: 'Fase siguiente' }).click();
    await until(() => titles(page, 'Preparación de los datos'), ['Probar un bosque']);
    await settle(page);
    expect(await plainFaults(page, 'es', ['board', 'projects', 'metric'])).toEqual([]);
    expect(await axeFaults(page)).toEqual([]);
    for (const { complaints } of [ana, beto, phone]) expect(complaints).toEqual([]);
  }, 60_000);
});
