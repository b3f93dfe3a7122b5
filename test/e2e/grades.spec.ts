import { courseRoutes, memberRoutes, sessionRoutes } from '@holdout/contracts';
import type { Browser, Page } from 'playwright-core';

import { Visitor } from '../../apps/api/src/demo/visitor';
import { type Seat, openBrowser, sitDown } from '../support/browser';
import { appears, choose, confirm, download, handIn } from '../support/hands';
import { type Product, startProduct } from '../support/product';
import { axeFaults, settle } from './page-check';

const PASSWORD = 'caballo grapa pila lunes';
const MARKS = `email;Taller;Ensayo
ana@example.org;8,5;9
beto@example.org;8,5;excused
nadie@example.org;7;7
`;

describe('grades, in a browser', () => {
  let product: Product;
  let browser: Browser;
  let helena: Seat;
  let ana: Seat;
  let course: string;

  const to = (page: Page, path = '') => page.goto(`/courses/${course}/grades${path}`);
  const cell = (page: Page, who: RegExp, column: number) =>
    page.getByRole('row', { name: who }).locator(`[data-column="${column}"]`);
  const closeDialog = (page: Page) => page.getByRole('dialog').waitFor({ state: 'detached' });

  /** What axe has to say about the page as it is. */
  async function flawless(page: Page): Promise<void> {
    expect([...(await settle(page)), ...(await axeFaults(page))]).toEqual([]);
  }

  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    helena = await sitDown(browser, product.origin);
    ana = await sitDown(browser, product.origin, { language: 'en', width: 360 });
    const [url] = await product.says(/http:\S+\/links\/\S+/);
    await redeem(helena, url, {
      email: 'helena@example.org',
      givenName: 'Helena',
      familyName: 'V',
    });
    const instructor = await Visitor.signIn(product.origin, 'helena@example.org', PASSWORD);
    const made = await instructor.call(courseRoutes.create, { body: { title: 'Aprender' } });
    course = made.id;
    const roster = `email,given_name,family_name,role,group
ana@example.org,Ana,Arias,student,Roble
beto@example.org,Beto,Borda,student,Roble
`;
    await instructor.send(
      memberRoutes.importRoster,
      { params: { courseId: course } },
      { name: 'lista.csv', bytes: Buffer.from(roster), fields: { apply: 'true' } },
    );
    const { items } = await instructor.call(memberRoutes.list, { params: { courseId: course } });
    const memberId = items.find(({ email }) => email === 'ana@example.org')?.id ?? '';
    const invitation = await instructor.call(memberRoutes.invite, {
      params: { courseId: course, memberId },
    });
    await redeem(ana, invitation.url, {});
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  async function redeem(seat: Seat, url: string, who: object): Promise<void> {
    const path = sessionRoutes.redeemLink.path.replace(':token', url.split('/').at(-1) ?? '');
    const answer = await seat.context.request.post(`/api${path}`, {
      data: { password: PASSWORD, ...who },
    });
    expect(answer.status()).toBe(201);
  }

  it('the instructor makes items and a policy: what is missing is said before it is published', async () => {
    const { page } = helena;
    await to(page);
    await appears(page, 'Todavía no hay nada que calificar');
    for (const title of ['Taller', 'Ensayo']) {
      await page.getByRole('button', { name: 'Agregar un ítem' }).first().click();
      await page.getByLabel('Título').fill(title);
      if (title === 'Ensayo') await choose(page, 'La nota es', 'de cada integrante');
      await page.getByRole('button', { name: 'Crear el ítem' }).click();
      await closeDialog(page);
      await page.getByRole('columnheader', { name: new RegExp(title) }).click();
      await page.getByRole('button', { name: 'Publicar sus notas' }).click();
      await closeDialog(page);
    }
    await to(page, '/policy');
    await appears(page, 'Propuesta para empezar');
    for (const name of ['Quizzes', 'Modelo', 'Presentación'])
      await page.getByRole('button', { name: `Quitar ${name}` }).click();
    await page.getByRole('button', { name: 'Otra nota' }).click();
    await page.getByLabel('Peso de Otra nota (%)').fill('90');
    await page.getByRole('button', { name: 'Guardar el borrador' }).click();
    await appears(page, 'Para publicarla falta:');
    expect(await page.getByRole('button', { name: 'Publicar la política' }).count()).toBe(0);
    await page.getByLabel('Peso de Otra nota (%)').fill('100');
    await page.getByRole('button', { name: 'Guardar el borrador' }).click();
    await page.getByRole('button', { name: 'Publicar la política' }).click();
    await page.getByLabel('Motivo, para el historial').fill('Acordada en clase');
    await confirm(page, 'Publicar la política');
    await appears(page, 'Versión 1');
    await flawless(page);
  }, 120_000);

  it('imports marks after a preview with a verdict per row', async () => {
    const { page } = helena;
    await to(page, '/files');
    await handIn(page, { name: 'notas.csv', text: MARKS });
    await appears(page, '2 de 3 filas cambian; 1 rechazada.');
    const rows = page.getByRole('region', { name: 'Filas del archivo' }).locator('tbody tr');
    expect(await rows.locator('.tag').allTextContents()).toEqual(['Cambia', 'Cambia', 'Rechazada']);
    expect(await rows.nth(2).textContent()).toContain('nadie@example.org');
    await page.getByRole('button', { name: /^Aplicar/ }).click();
    await appears(page, 'Notas importadas');
    await flawless(page);
  }, 60_000);

  it('types, excuses, and overrides with a reason and a way back, by the keyboard', async () => {
    const { page } = helena;
    await to(page);
    const workshop = cell(page, /Arias, Ana/, 3);
    const essay = cell(page, /Borda, Beto/, 4);
    await essay.waitFor();
    expect([await workshop.textContent(), await essay.textContent()].map((t) => t?.trim())).toEqual(
      ['8,5', 'exc.'],
    );
    await flawless(page);
    await essay.click();
    await page.keyboard.type('7,25');
    await page.keyboard.press('Escape');
    await expectText(essay, 'exc.');
    await page.keyboard.type('11');
    await page.keyboard.press('Enter');
    await appears(page, 'El máximo es 10.');
    await page.keyboard.press('Escape');
    await page.keyboard.type('0');
    await page.keyboard.press('Enter');
    await appears(page, 'Borda, Beto, Ensayo: nota guardada.');
    await expectText(essay, '0');
    await page.getByRole('button', { name: 'Deshacer' }).click();
    await expectText(essay, 'exc.');

    await cell(page, /Arias, Ana/, 4).click();
    await page.keyboard.press(' ');
    await page.getByRole('heading', { name: 'Ana Arias · Ensayo' }).waitFor();
    expect(page.url()).toContain('cell=');
    await page.getByLabel('Puntos', { exact: true }).fill('9,5');
    await page.getByRole('button', { name: 'Reemplazar', exact: true }).click();
    await page.getByLabel('Motivo').fill('Error de suma');
    await confirm(page, 'Reemplazar');
    await appears(page, 'Motivo: Error de suma');
    await flawless(page);
    await page.reload();
    await page.getByRole('heading', { name: 'Ana Arias · Ensayo' }).waitFor();
    await page.getByRole('button', { name: 'Quitar el reemplazo' }).click();
    await page.getByRole('button', { name: 'Deshacer' }).click();
    await appears(page, 'Cambio deshecho');
  }, 90_000);

  it('exports, and reads who changed what', async () => {
    const { page } = helena;
    await to(page, '/files');
    const csv = await download(page, page.getByRole('link', { name: 'Todo en CSV' }));
    expect(csv.startsWith('\uFEFF')).toBe(true);
    expect(csv).toContain('ana@example.org');
    await to(page, '/audit');
    await appears(page, 'Motivo: Error de suma');
    await flawless(page);
    await to(page, '/finals');
    await appears(page, '2 de 2 notas finales están listas');
    await page.getByRole('button', { name: 'Congelar las notas finales' }).click();
    await confirm(page, 'Congelar las notas finales');
    await page.getByRole('button', { name: 'Publicar las notas finales' }).click();
    await confirm(page, 'Publicar las notas finales');
    await page.getByRole('heading', { name: 'Publicadas' }).waitFor();
    await flawless(page);
  }, 60_000);

  it('the student reads the receipt line by line and plays what-if, on a phone', async () => {
    const { page } = ana;
    await to(page);
    await appears(page, 'Final grade published.');
    const receipt = page.getByRole('region', { name: 'Another mark' });
    const rows = await receipt.locator('tbody tr').allTextContents();
    expect(rows.map((row) => row.replace(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/Taller.*8\.5 \/ 10.*85%.*Counts/),
      expect.stringMatching(/Ensayo.*95%.*Counts.*You: 95%/),
    ]);
    await page.getByLabel('Taller').fill('10');
    await appears(page, /the grade to date would go from 4\.5 to/);
    await page.getByLabel('Taller').fill('ten');
    await appears(page, 'This is not a number');
    await flawless(page);
    await page.getByLabel('Taller').fill('');
    await appears(page, 'Nothing supposed yet.');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await to(page, '/policy');
    await appears(page, 'Version 1');
    await flawless(page);
    expect([...helena.complaints, ...ana.complaints]).toEqual([]);
  }, 60_000);
});

async function expectText(place: ReturnType<Page['locator']>, text: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if ((await place.textContent())?.trim() === text) return;
    await place.page().waitForTimeout(50);
  }
  expect((await place.textContent())?.trim()).toBe(text);
}
