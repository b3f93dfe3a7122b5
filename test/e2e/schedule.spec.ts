import { courseRoutes, memberRoutes, scheduleRoutes } from '@holdout/contracts';
import type { Browser } from 'playwright-core';

import { Visitor } from '../../apps/api/src/demo/visitor';
import { type Look, type Seat, openBrowser, sitDown } from '../support/browser';
import { type Product, startProduct } from '../support/product';
import { axeFaults, settle } from './page-check';

const PASSWORD = 'caballo grapa pila lunes';
const ROSTER = `email,given_name,family_name,role,group
ana@example.org,Ana,Arias,student,Umbral
beto@example.org,Beto,Borda,student,Margen
`;

describe('the schedule, in the browser', () => {
  let product: Product;
  let browser: Browser;
  let helena: Visitor;
  let courseId: string;
  let today: string;
  let staff: Seat;
  let ana: Seat;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()]);
    const [first] = await product.says(/http:\S+\/links\/\S+/);
    helena = await redeem(first, {
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
      await redeem(url, { email });
    }
    today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Bogota' }).format();
    staff = await seatOf('helena@example.org');
    ana = await seatOf('ana@example.org', { width: 360, theme: 'dark' });
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
    expect(answer.status).toBe(201);
    return Visitor.signIn(product.origin, person.email, PASSWORD);
  }

  async function seatOf(email: string, look: Look = {}): Promise<Seat> {
    const seat = await sitDown(browser, product.origin, look);
    await seat.context.request.post('/api/session', { data: { email, password: PASSWORD } });
    return seat;
  }

  const place = (more = '') => `/courses/${courseId}/schedule${more}`;

  it('takes a class and a day, tells what is wrong, and takes back what was removed', async () => {
    const { page } = staff;
    await page.goto(place());
    await page.getByRole('button', { name: 'Nueva actividad' }).click();
    await page.getByLabel('Título').fill('Clase de validación');
    await page.getByLabel('Empieza').fill(`${today}T20:00`);
    await page.getByLabel('Termina').fill(`${today}T18:00`);
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.getByText('Termina antes de empezar.').waitFor();
    await page.getByLabel('Termina').fill(`${today}T22:00`);
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.getByRole('link', { name: 'Asistencia: Clase de validación' }).waitFor();

    await page.getByRole('button', { name: 'Nueva actividad' }).click();
    await page.getByLabel('Título').fill('Asignación');
    await page.getByLabel('Un día, sin hora').check();
    await page.getByLabel('Día', { exact: true }).fill(today);
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.getByRole('button', { name: 'Quitar: Asignación' }).click();
    await page.getByRole('button', { name: 'Quitar: Asignación' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Deshacer' }).click();
    await page.getByRole('button', { name: 'Quitar: Asignación' }).waitFor();
    expect(
      (await helena.call(scheduleRoutes.read, { params: { courseId } })).activities,
    ).toMatchObject([{ title: 'Asignación', day: today }, { title: 'Clase de validación' }]);
  });

  it('is walked by month with the arrow keys, and a week is on the student’s home', async () => {
    const { page } = ana;
    await page.goto(place('?view=month'));
    expect(await settle(page)).toEqual([]);
    const day = page.locator(`#day-${today}`);
    await day.focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText(/^Nada el /).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByText('Clase de validación').last().waitFor();
    expect(await day.evaluate((at) => at === document.activeElement)).toBe(true);
    expect(await axeFaults(page)).toEqual([]);
    await page.goto(`/courses/${courseId}`);
    const week = page.getByRole('region', { name: 'Mi semana' });
    await week.getByText('Clase de validación').waitFor();
    await week.getByText('Sin hora').waitFor();
  });

  it('shows a code that makes who types it present, and a list called out with one key each', async () => {
    const { page } = staff;
    await page.goto(place());
    await page.getByRole('link', { name: 'Asistencia: Clase de validación' }).click();
    await page.getByRole('button', { name: 'Mostrar un código' }).click();
    const code = await page.locator('.code').textContent();
    await ana.page.goto(place());
    await ana.page.getByLabel('Código que se muestra en clase').fill((code ?? '').toLowerCase());
    await ana.page.getByRole('button', { name: 'Registrar mi asistencia' }).click();
    await ana.page.getByText('Su asistencia:').waitFor();
    await page.getByRole('button', { name: 'Actualizar la lista' }).click();
    await page.getByText('con el código').waitFor();
    const beto = page.getByRole('group', { name: 'Beto Borda' });
    await beto.getByRole('button', { name: 'Presente' }).focus();
    await page.keyboard.press('2');
    await beto.getByRole('button', { name: 'Tarde', pressed: true }).waitFor();
    expect(await settle(page)).toEqual([]);
    expect(await axeFaults(page)).toEqual([]);
    expect([...staff.complaints, ...ana.complaints]).toEqual([]);
  });

  it('goes to a calendar by a link that is shown once and can be taken back', async () => {
    const { page } = ana;
    await page.goto(place());
    await page.getByRole('button', { name: 'Crear el enlace' }).click();
    const link = await page.locator('app-calendar-link code').textContent();
    const feed = await fetch(link ?? '');
    expect([feed.status, await feed.text()]).toEqual([
      200,
      expect.stringContaining('SUMMARY:Clase de validación'),
    ]);
    await page.reload();
    await page.getByRole('button', { name: 'Anular el enlace' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Anular el enlace' }).click();
    await page.getByRole('button', { name: 'Crear el enlace' }).waitFor();
    expect((await fetch(link ?? '')).status).toBe(404);
  });
});
