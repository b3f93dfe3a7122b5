import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import {
  challengeRoutes,
  courseRoutes,
  datasetRoutes,
  memberRoutes,
  submissionRoutes,
} from '@holdout/contracts';
import type { Browser } from 'playwright-core';

import { Visitor } from '../../apps/api/src/demo/visitor';
import { type Seat, openBrowser, sitDown } from '../support/browser';
import { appears, handIn } from '../support/hands';
import { type Product, startProduct } from '../support/product';

const PASSWORD = 'caballo grapa pila lunes';
const ROSTER = `email,given_name,family_name,role,group
ana@example.org,Ana,Arias,student,Umbral
beto@example.org,Beto,Borda,student,Margen
caro@example.org,Caro,Casas,student,Margen
`;
const TABLE = `x,y\n${Array.from({ length: 200 }, (_, i) => `${i},${(i * 7) % 13}`).join('\n')}\n`;

describe('trouble, in the browser', () => {
  let product: Product;
  let browser: Browser;
  let ana: Seat;
  let anasDesk: Visitor;
  let place: { courseId: string; challengeId: string };
  let sample: string;

  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    const [first] = await product.says(/http:\S+\/links\/\S+/);
    const helena = await redeem(first, {
      email: 'helena@example.org',
      givenName: 'Helena',
      familyName: 'Vidal',
    });
    const { id: courseId } = await helena.call(courseRoutes.create, { body: { title: 'Rectas' } });
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
    const { id: datasetId } = await helena.call(datasetRoutes.create, {
      params,
      body: { name: 'Rectas' },
    });
    const ofDataset = { params: { courseId, datasetId } };
    const { id: versionId } = await helena.send(datasetRoutes.upload, ofDataset, {
      name: 'rectas.csv',
      bytes: Buffer.from(TABLE),
    });
    const version = async () => (await helena.call(datasetRoutes.get, ofDataset)).versions[0];
    await helena.until(version, (seen) => seen?.state === 'ready', 2);
    await helena.call(datasetRoutes.split, {
      params: { courseId, datasetId, versionId },
      body: { method: 'random' },
    });
    await helena.until(version, (seen) => seen?.splitState === 'made', 2);
    const { id: challengeId } = await helena.call(challengeRoutes.create, {
      params,
      body: {
        title: '¿Cuánto vale y?',
        datasetVersionId: versionId,
        target: { kind: 'column', column: 'y' },
        task: 'regression',
        metric: 'rmse',
      },
    });
    place = { courseId, challengeId };
    await helena.call(challengeRoutes.publish, { params: place });
    const challenge = () => helena.call(challengeRoutes.get, { params: place });
    await helena.until(challenge, ({ state }) => state === 'open', 2);
    anasDesk = await Visitor.signIn(product.origin, 'ana@example.org', PASSWORD);
    sample = await anasDesk.text(challengeRoutes.file, {
      params: { ...place, name: 'sample_submission.csv' },
    });
    ana = await sitDown(browser, product.origin);
    await ana.context.request.post('/api/session', {
      data: { email: 'ana@example.org', password: PASSWORD },
    });
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

  const submissions = async () =>
    (await anasDesk.call(submissionRoutes.list, { params: place })).items;
  const submitPage = () =>
    ana.page.goto(`/courses/${place.courseId}/challenges/${place.challengeId}/submit`);
  const send = () => ana.page.getByRole('button', { name: 'Enviar', exact: true });
  const arrived = () => ana.page.waitForURL(/submissions\/[0-9a-f-]{36}$/);

  it('makes one submission of a double click', async () => {
    await submitPage();
    await handIn(ana.page, { name: 'doble.csv', text: sample });
    await send().dblclick();
    await arrived();
    expect((await submissions()).map(({ filename }) => filename)).toEqual(['doble.csv']);
  }, 60_000);

  it('makes one submission of a file that is sent again, because its answer never came', async () => {
    await submitPage();
    await handIn(ana.page, { name: 'otra-vez.csv', text: sample });
    const address = `**/challenges/${place.challengeId}/submissions`;
    await ana.page.route(address, async (route) => {
      await route.fetch(); // the server has it …
      await route.abort('connectionreset'); // … and the page does not know
    });
    await send().click();
    await appears(ana.page, 'No hay conexión con el servidor');
    await ana.page.unroute(address);
    await send().click();
    await arrived();
    expect((await submissions()).map(({ filename }) => filename)).toEqual([
      'otra-vez.csv',
      'doble.csv',
    ]);
  }, 60_000);

  it('makes nothing of an upload that is cut half-way', async () => {
    const { hostname, port } = new URL(product.origin);
    const cookies = await ana.context.cookies();
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.write(
      [
        `POST /api/courses/${place.courseId}/challenges/${place.challengeId}/submissions HTTP/1.1`,
        `Host: ${hostname}:${port}`,
        `Cookie: ${cookies.map(({ name, value }) => `${name}=${value}`).join('; ')}`,
        'Content-Type: multipart/form-data; boundary=linea',
        'Content-Length: 100000',
        '',
        '--linea',
        'Content-Disposition: form-data; name="file"; filename="mitad.csv"',
        '',
        sample.slice(0, 200),
      ].join('\r\n'),
    );
    await sleep(1000);
    expect(answer).toBe(''); // it is being read, not refused
    socket.destroy();
    await sleep(500);
    expect((await submissions()).map(({ filename }) => filename)).not.toContain('mitad.csv');
    expect((await fetch(`${product.origin}/health/ready`)).status).toBe(200);
  }, 60_000);

  it('tells a student that an instructor’s page is not theirs, and another group’s submission not there', async () => {
    const { page } = ana;
    await page.goto(`/courses/${place.courseId}/settings`);
    await appears(page, 'Esta página no es para su rol');
    const beto = await Visitor.signIn(product.origin, 'beto@example.org', PASSWORD);
    const { id } = await beto.send(
      submissionRoutes.submit,
      { params: place },
      { name: 'ajena.csv', bytes: Buffer.from(sample) },
    );
    await page.goto(`/courses/${place.courseId}/submissions/${id}`);
    await appears(page, 'Aquí no hay nada, o no es suyo.');
    expect(await page.locator('main').innerText()).not.toContain('ajena.csv');
  }, 60_000);

  it('lets one sign in and come back to where one was, when the session ended meanwhile', async () => {
    const { page } = ana;
    await page.goto(`/courses/${place.courseId}`);
    await page.getByRole('link', { name: '¿Cuánto vale y?' }).waitFor();
    expect((await ana.context.request.delete('/api/session')).ok()).toBe(true);
    await page.getByRole('link', { name: '¿Cuánto vale y?' }).click();
    await page.getByLabel('Correo').fill('ana@example.org');
    await page.getByLabel('Contraseña', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Entrar' }).click();
    await page.waitForURL(/\/challenges\/[0-9a-f-]{36}/);
    await page.getByRole('heading', { level: 1, name: '¿Cuánto vale y?' }).waitFor();
  }, 60_000);

  it('says how long to wait after many wrong passwords, and counts down', async () => {
    const { page, context } = await sitDown(browser, product.origin);
    await page.goto('/sign-in');
    await page.getByLabel('Correo').fill('caro@example.org');
    const wait = page.getByText('demasiados intentos fallidos');
    for (let tries = 0; tries < 15 && (await wait.count()) === 0; tries++) {
      await page.getByLabel('Contraseña', { exact: true }).fill(`equivocada ${tries}`);
      const answer = page.waitForResponse('**/api/session');
      await page.getByRole('button', { name: 'Entrar' }).click();
      await answer;
      await sleep(100);
    }
    await wait.waitFor();
    const left = page.locator('app-notice .figures');
    const before = await left.innerText();
    expect(before).toMatch(/\d/);
    await page.waitForFunction(
      (old) => document.querySelector('app-notice .figures')?.textContent.trim() !== old,
      before.trim(),
    );
    await context.close();
  }, 120_000);
});
