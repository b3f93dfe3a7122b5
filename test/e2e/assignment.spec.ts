import {
  challengeRoutes,
  courseRoutes,
  datasetRoutes,
  memberRoutes,
  projectRoutes,
} from '@holdout/contracts';
import type { Browser, Locator, Page } from 'playwright-core';

import { Visitor } from '../../apps/api/src/demo/visitor';
import { type Look, type Seat, openBrowser, sitDown } from '../support/browser';
import { type Product, startProduct } from '../support/product';

const PASSWORD = 'caballo grapa pila lunes';
const ROSTER = `email,given_name,family_name,role,group
ana@example.org,Ana,Arias,student,Umbral
beto@example.org,Beto,Borda,student,Margen
`;
const NAMES = ['Rectas', 'Curvas', 'Nubes'] as const;
const TABLE = `x,y\n${Array.from({ length: 200 }, (_, i) => `${i},${(i * 7) % 13}`).join('\n')}\n`;

describe('datasets for groups, in the browser', () => {
  let product: Product;
  let browser: Browser;
  let helena: Visitor;
  let courseId: string;
  let staff: Seat;
  let ana: Seat;
  let beto: Seat;

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
    await Promise.all(NAMES.map(aDataset));
    staff = await seatOf('helena@example.org');
    ana = await seatOf('ana@example.org');
    beto = await seatOf('beto@example.org', { width: 360, theme: 'dark' });
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

  /** With its challenge, open to all. */
  async function aDataset(name: string): Promise<void> {
    const params = { courseId };
    const { id: datasetId } = await helena.call(datasetRoutes.create, { params, body: { name } });
    const ofDataset = { params: { courseId, datasetId } };
    const { id: versionId } = await helena.send(datasetRoutes.upload, ofDataset, {
      name: `${name}.csv`,
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
        title: `Reto de ${name}`,
        datasetVersionId: versionId,
        target: { kind: 'column', column: 'y' },
        task: 'regression',
        metric: 'rmse',
      },
    });
    const place = { params: { courseId, challengeId } };
    await helena.call(challengeRoutes.publish, place);
    await helena.until(
      () => helena.call(challengeRoutes.get, place),
      ({ state }) => state === 'open',
      2,
    );
  }

  const seen = (what: Locator) => what.first().waitFor();
  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
  /** Resolves when the chosen datasets stand in this order; with what stands there when they do not in time. */
  const ranked = async (page: Page, names: readonly string[]) => {
    const list = page.locator('app-rank-list li:not(.free) .name');
    const standing = async () => (await list.allInnerTexts()).join(', ');
    for (let tries = 0; tries < 50 && (await standing()) !== names.join(', '); tries += 1)
      await page.waitForTimeout(100);
    return standing();
  };
  const choose = async (page: Page, group: string, dataset: string) => {
    const field = page.getByLabel(`Datos de ${group}`);
    const option = field.locator('option', { hasText: dataset });
    await field.selectOption(await option.getAttribute('value'));
  };
  const challengesOf = async (email: string) => {
    const visitor = await Visitor.signIn(product.origin, email, PASSWORD);
    const { items } = await visitor.call(challengeRoutes.list, { params: { courseId } });
    return items.map(({ title, state }) => `${title} ${state}`).sort();
  };

  it('are offered by the instructor, who sees how many places that makes', async () => {
    const { page } = staff;
    await page.goto(`/courses/${courseId}/assignment/catalogue`);
    for (const name of NAMES) await page.getByRole('checkbox', { name }).check();
    await seen(page.getByText('2 grupos · 3 cupos'));
    await page.getByLabel('Cupos (grupos)').first().fill('0');
    await seen(page.getByText('Los cupos son un número entero de 1 a 1000.'));
    await page.getByLabel('Cupos (grupos)').first().fill('1');
    await page.getByLabel('Cuántos ordena cada grupo').fill('2');
    await button(page, 'Guardar').click();
    await seen(page.getByText('2 grupos no han elegido: Margen, Umbral.'));
    expect(staff.complaints).toEqual([]);
  }, 60_000);

  it('are ranked by keyboard alone, and the question is written', async () => {
    const { page } = ana;
    await page.goto(`/courses/${courseId}/projects`);
    await seen(button(page, 'Elegir «Rectas»'));
    for (const name of ['Curvas', 'Rectas']) {
      await button(page, `Elegir «${name}»`).focus();
      await page.keyboard.press('Enter');
    }
    expect(await ranked(page, ['Curvas', 'Rectas'])).toBe('Curvas, Rectas');
    await button(page, 'Subir «Rectas»').focus();
    await page.keyboard.press('Enter');
    expect(await ranked(page, ['Rectas', 'Curvas'])).toBe('Rectas, Curvas');
    await button(page, 'Guardar la elección').focus();
    await page.keyboard.press('Enter');
    await seen(page.getByText('Elección guardada'));
    await page
      .getByRole('textbox', { name: 'Pregunta de negocio' })
      .fill('¿Qué *línea* pasa por todo?');
    await page.getByLabel('Aprendizaje automático clásico (ML)').check();
    await page.getByRole('button', { name: 'Guardar', exact: true }).click();
    await seen(page.getByText('Pregunta y enfoque guardados'));
    await page.reload();
    await seen(page.getByText('Su 1.ª opción'));
    expect(await ranked(page, ['Rectas', 'Curvas'])).toBe('Rectas, Curvas');
    expect(ana.complaints).toEqual([]);
  }, 60_000);

  it('are ranked on a phone by dragging; what another member saved meanwhile is told', async () => {
    const { page } = beto;
    await page.goto(`/courses/${courseId}/projects`);
    for (const name of ['Curvas', 'Rectas']) await button(page, `Elegir «${name}»`).click();
    const places = page.locator('app-rank-list li:not(.free) .place');
    const [from, to] = [await places.nth(1).boundingBox(), await places.nth(0).boundingBox()];
    await page.mouse.move(from!.x + 8, from!.y + 8);
    await page.mouse.down();
    await page.mouse.move(from!.x + 8, from!.y - 20, { steps: 5 });
    await page.mouse.move(to!.x + 8, to!.y + 2, { steps: 10 });
    await page.mouse.up();
    await page.waitForFunction(
      () => document.querySelector('app-rank-list li .name')?.textContent.trim() === 'Rectas',
    );
    // Staff type a ranking that the group told them, between its reading and its saving.
    const projects = await helena.call(projectRoutes.list, { params: { courseId } });
    const { groupId } = projects.items.find(({ group }) => group === 'Margen')!;
    const { items } = await helena.call(datasetRoutes.list, { params: { courseId } });
    const idOf = (name: string) => items.find((each) => each.name === name)!.id;
    await helena.call(projectRoutes.rank, {
      params: { courseId, groupId },
      body: { datasetIds: [idOf('Nubes'), idOf('Curvas')], version: 0 },
    });
    await button(page, 'Guardar la elección').click();
    await seen(page.getByText('Helena Vidal guardó otra elección mientras tanto'));
    expect(await ranked(page, ['Rectas', 'Curvas'])).toBe('Rectas, Curvas');
    await button(page, 'Guardar lo mío encima').click();
    await seen(page.getByText('Elección guardada'));
    expect(beto.complaints).toEqual([]);
  }, 60_000);

  it('are assigned: worked out, looked at, tried by hand, published', async () => {
    const { page } = staff;
    await page.goto(`/courses/${courseId}/assignment`);
    await seen(page.getByText('Abiertos hoy a todo el curso'));
    await page.getByLabel('Semilla').fill('sol');
    await button(page, 'Calcular').click();
    await seen(page.getByRole('heading', { name: 'Asignación con la semilla sol' }));
    // Both want the lines first: one gets its second choice.
    await seen(page.getByText('Costo total: 3'));
    await seen(page.getByText('1.ª opción: 1'));
    await choose(page, 'Umbral', 'Nubes');
    await seen(page.getByText('(era 3)'));
    await button(page, 'Descartar').click();
    await button(page, 'Publicar la asignación').click();
    const dialog = page.getByRole('alertdialog');
    await seen(dialog.getByText('El reto de cada conjunto de datos quedará abierto solo'));
    await dialog.getByRole('button', { name: 'Publicar la asignación' }).click();
    await seen(page.getByText('vigente').first());
    expect(staff.complaints).toEqual([]);
  }, 60_000);

  it('are found by their group with the challenge that opened by itself', async () => {
    const { page } = ana;
    await page.goto(`/courses/${courseId}/projects`);
    await seen(page.getByText(/A su grupo le tocó «(Rectas|Curvas)»/));
    await page.getByRole('link', { name: /^Reto de/ }).click();
    await seen(page.getByRole('heading', { level: 1, name: /^Reto de (Rectas|Curvas)$/ }));
    const [hers, his] = [
      await challengesOf('ana@example.org'),
      await challengesOf('beto@example.org'),
    ];
    // Nobody got the third one, so it is open to all as it was.
    expect([...hers, ...his].sort()).toEqual([
      'Reto de Curvas open',
      'Reto de Nubes open',
      'Reto de Nubes open',
      'Reto de Rectas open',
    ]);
  }, 60_000);

  it('are changed for one group, with a reason, and the history keeps both', async () => {
    const { page } = staff;
    await choose(page, 'Margen', 'Nubes');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByLabel('Motivo').fill('Las curvas se repiten');
    await dialog.getByRole('button', { name: 'Reasignar' }).click();
    await seen(page.getByRole('heading', { name: 'Asignación cambiada a mano' }));
    await seen(page.getByText('a mano: Las curvas se repiten'));
    await seen(page.getByText('publicada antes'));
    expect(await challengesOf('beto@example.org')).toContain('Reto de Nubes open');
    expect(staff.complaints).toEqual([]);
  }, 60_000);
});
