import type { Browser } from 'playwright-core';

import { courseRoutes, labRoutes, memberRoutes, sessionRoutes } from '@holdout/contracts';

import { Visitor } from '../../apps/api/src/demo/visitor';
import { type Seat, openBrowser, sitDown } from '../support/browser';
import { type Product, startProduct } from '../support/product';
import { zipOf } from '../support/zip';

const PASSWORD = 'caballo grapa pila lunes';
const SECRET = 'la-respuesta-es-0.8731';
const notebook = (text: string) =>
  JSON.stringify({
    nbformat: 4,
    cells: [
      { cell_type: 'markdown', source: ['# Vinos'] },
      { cell_type: 'code', source: 'print(r)', outputs: [{ output_type: 'stream', text }] },
    ],
  });
const ZIP = zipOf([
  { name: 'Python/Lab01py_ConocerLosDatos.ipynb', content: notebook('1') },
  { name: 'Python/Lab01py_ConocerLosDatos_solved.ipynb', content: notebook(SECRET) },
  { name: 'R/Lab01r_ConocerLosDatos.Rmd', content: 'Hola' },
  {
    name: 'R/Lab01r_ConocerLosDatos_solved.html',
    content:
      '<h1>Resuelto</h1><p id="p">quieto</p><script>document.getElementById("p").textContent = "corre"</script>',
  },
  { name: 'data/vino.csv', content: 'a\n1\n' },
]);
const COMES_MS = 6000;

describe('labs in the browser', () => {
  let product: Product;
  let browser: Browser;
  let instructor: Visitor;
  let courseId: string;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()]);
    const [url] = await product.says(/http:\S+\/links\/\S+/);
    instructor = await redeem(url, 'helena');
    courseId = (await instructor.call(courseRoutes.create, { body: { title: 'Vinos' } })).id;
    const params = { courseId };
    await instructor.call(memberRoutes.add, {
      params,
      body: { email: 'ana@example.org', givenName: 'ana', familyName: 'Arias', role: 'student' },
    });
    const { items } = await instructor.call(memberRoutes.list, { params });
    const { id: memberId } = items.find(({ email }) => email === 'ana@example.org')!;
    const link = await instructor.call(memberRoutes.invite, { params: { courseId, memberId } });
    await redeem(link.url, 'ana');
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

  async function seatOf(name: string): Promise<Seat> {
    const seat = await sitDown(browser, product.origin);
    const answer = await seat.context.request.post('/api/session', {
      data: { email: `${name}@example.org`, password: PASSWORD },
    });
    expect(answer.ok()).toBe(true);
    return seat;
  }

  it('come from a zip, hide what is solved until its date, and run nothing', async () => {
    const staff = await seatOf('helena');
    await staff.page.goto(`/courses/${courseId}/labs/import`);
    await staff.page
      .locator('input[type=file]')
      .setInputFiles({ name: 'laboratorio.zip', mimeType: 'application/zip', buffer: ZIP });
    await staff.page.getByText('Lab 1 · Conocer Los Datos').first().waitFor();
    await staff.page.getByRole('button', { name: 'Guardar 1 laboratorio' }).click();
    await staff.page.getByText('oculto para estudiantes').first().waitFor();
    expect(await staff.page.getByText('oculto para estudiantes').count()).toBe(2);

    const ana = await seatOf('ana');
    await ana.page.goto(`/courses/${courseId}/labs`);
    await ana.page.getByText('Lab01py_ConocerLosDatos.ipynb').first().waitFor();
    expect(await ana.page.content()).not.toContain('_solved');

    const params = { courseId };
    const { items } = await instructor.call(labRoutes.list, { params });
    const { id: labId, files } = items[0]!;
    const solved = (ending: string) =>
      files.find(({ role, name }) => role === 'solved' && name.endsWith(ending))!.id;
    await ana.page.goto(`/courses/${courseId}/labs/${labId}/files/${solved('.ipynb')}`);
    await ana.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await ana.page.content()).not.toContain(SECRET);

    const solvedAt = new Date(Date.now() + COMES_MS).toISOString();
    await instructor.call(labRoutes.update, { params: { courseId, labId }, body: { solvedAt } });
    await ana.page.reload();
    await ana.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await ana.page.content()).not.toContain(SECRET);
    await ana.page.waitForTimeout(COMES_MS);
    await ana.page.reload();
    await ana.page.getByText(SECRET).waitFor();

    await ana.page.goto(`/courses/${courseId}/labs/${labId}/files/${solved('.html')}`);
    const frame = ana.page.frameLocator('iframe');
    await frame.getByRole('heading', { name: 'Resuelto' }).waitFor();
    expect(await frame.locator('#p').textContent()).toBe('quieto');
    expect(staff.complaints).toEqual([]);
    // The browser itself says that it blocked the script of the frame; nothing else may be said.
    expect(ana.complaints.filter((each) => !each.includes('Blocked script execution'))).toEqual([]);
  }, 300_000);
});
