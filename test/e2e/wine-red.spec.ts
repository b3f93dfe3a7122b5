import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { challengeRoutes, submissionRoutes } from '@holdout/contracts';
import { Client } from 'pg';
import type { Browser, Page } from 'playwright-core';

import { Visitor } from '../../apps/api/src/demo/visitor';
import { type Seat, openBrowser, sitDown } from '../support/browser';
import { appears, choose, confirm, download, handIn, takePassword } from '../support/hands';
import { type Product, startProduct } from '../support/product';
import { askScikitLearn, pythonWithScikitLearn } from '../support/scikit-learn';

const FILE = resolve(__dirname, '../../../shared/data/wine-red.csv');
const there = existsSync(FILE);
if (!there) console.warn('wine-red.spec: skipped, ../shared/data/wine-red.csv is not here');

/** How the pages looked where the story broke. */
const PICTURES = resolve(__dirname, '../../var/screenshots/wine-red-broke');

const PASSWORD = 'caballo grapa pila lunes';
const ROSTER = `email,given_name,family_name,role,group,locale
ana@example.org,Ana,Arias,student,Roble,en
beto@example.org,Beto,Borda,student,Roble,es
caro@example.org,Caro,Casas,student,Encina,es
dora@example.org,Dora,Díaz,wizard,Encina,es
`;
const REGRESSION = '¿Qué puntaje le darían?';
const BINARY = '¿Qué vinos son buenos?';

/** Waits a little, so that the page has something to show while it runs. */
const program = (target: string, model: string) => `
import time

import pandas as pd
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

time.sleep(3)
train = pd.read_csv('data/train.csv')
test = pd.read_csv('data/test.csv')
X, y = train.drop(columns=['id', '${target}']), train['${target}']
model = make_pipeline(StandardScaler(), ${model}).fit(X, y)
sure = hasattr(model, 'predict_proba')


def write(name, ids, predicted, shares):
    table = pd.DataFrame({'id': ids, 'prediction': predicted})
    if sure:
        table['probability'] = shares[:, 1]
    table.to_csv(name, index=False)


def unseen(method):
    return cross_val_predict(model, X, y, cv=5, method=method)


write('predictions.csv', test['id'], model.predict(test[X.columns]), model.predict_proba(test[X.columns]) if sure else None)
write('validation.csv', train['id'], unseen('predict'), unseen('predict_proba') if sure else None)
print('filas', len(train))
`;

const columnsOf = (csv: string) => csv.slice(0, csv.indexOf('\n')).trim().split(',');
const cellsOf = (csv: string) =>
  csv
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));

(there ? describe : describe.skip)('a course on wine-red.csv, in a browser', () => {
  let product: Product;
  let browser: Browser;
  let helena: Seat;
  let ana: Seat;
  let course: string;
  let versionId: string;
  const challenges: Record<string, string> = {};
  const submissions: Record<string, string> = {};

  const idIn = (page: Page, after: string) =>
    new RegExp(`/${after}/([0-9a-f-]{36})`).exec(page.url())?.[1] ?? '';
  const to = (page: Page, path: string) => page.goto(`/courses/${course}${path}`);

  /** A step needs those before it: after one that failed the rest does not wait for what never comes. */
  let failed: string | undefined;
  function step(name: string, deed: () => Promise<void>, minutes: number): void {
    it(
      name,
      async () => {
        if (failed !== undefined) throw new Error(`not tried after «${failed}» failed`);
        failed = name;
        await deed().catch(async (error: unknown) => {
          await Promise.all(
            [helena, ana].map(({ page }, n) =>
              page.screenshot({ path: `${PICTURES}-${n}.png`, fullPage: true }),
            ),
          );
          throw error;
        });
        expect([...helena.complaints, ...ana.complaints]).toEqual([]);
        failed = undefined;
      },
      minutes * 60_000,
    );
  }

  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    helena = await sitDown(browser, product.origin);
    ana = await sitDown(browser, product.origin, { language: 'en' });
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  step(
    'begins with the link of the first start: a password, and a course from nothing',
    async () => {
      const { page } = helena;
      const [url] = await product.says(/http:\S+\/links\/\S+/);
      const given = {
        Correo: 'helena@example.org',
        Nombre: 'Helena',
        Apellido: 'Vidal',
        'Contraseña nueva': PASSWORD,
      };
      await takePassword(page, url, given, 'Guardar y entrar');
      await page.getByRole('link', { name: 'Crear un curso' }).first().click();
      await page.getByLabel('Título del curso').fill('Aprender de los datos');
      await page.getByLabel('Programa').fill('Analítica');
      await page.getByLabel('Periodo').fill('2026-2');
      await choose(page, 'Zona horaria del curso', 'America/Bogota');
      await page.getByRole('button', { name: 'Agregar un módulo' }).click();
      await page.getByLabel('Título', { exact: true }).fill('Regresión');
      await page.getByRole('button', { name: '¿dónde puedo leer más?' }).click();
      await page.getByLabel('Lectura', { exact: true }).fill('Guía de scikit-learn');
      await page.getByLabel('Dirección').fill('https://scikit-learn.org/stable/user_guide.html');
      await page.getByRole('button', { name: 'Crear el curso' }).click();
      await page.waitForURL(/\/courses\/[0-9a-f-]{36}$/);
      course = idIn(page, 'courses');
      await appears(page, '2026-2');
      await page.getByRole('link', { name: 'Guía de scikit-learn' }).waitFor();
    },
    2,
  );

  step(
    'imports people and groups after a preview with a verdict per row',
    async () => {
      const { page } = helena;
      await to(page, '/people/import');
      await handIn(page, { name: 'lista.csv', text: ROSTER });
      await appears(page, 'Vista previa');
      const rows = page.getByRole('region', { name: 'Filas de la lista' }).locator('tbody tr');
      expect(await rows.locator('.tag').allTextContents()).toEqual([
        'Se agrega',
        'Se agrega',
        'Se agrega',
        'Rechazada',
      ]);
      expect(await rows.nth(3).textContent()).toContain('wizard');
      await appears(page, 'Grupos nuevos: ');
      await page.getByRole('button', { name: 'Aplicar 3 cambios' }).click();
      await appears(page, 'Lista aplicada');
      await page.getByRole('link', { name: 'Ver a las personas' }).click();
      const line = page.getByRole('row', { name: /Arias, Ana/ });
      await line.waitFor();
      expect(await line.textContent()).toContain('Roble');
      await line.getByRole('button').click();
      await page.getByRole('menuitem', { name: 'Enlace de invitación' }).click();
      const url = (await page.locator('app-invitation-notice code').textContent()) ?? '';
      await takePassword(ana.page, url, { 'New password': PASSWORD }, 'Save and enter');
      await ana.page.getByRole('link', { name: /Aprender de los datos/ }).waitFor();
    },
    2,
  );

  step(
    'uploads the file, shows its profile, and splits it with the seed and the twins told',
    async () => {
      const { page } = helena;
      await to(page, '/datasets/new');
      await page.getByLabel('Nombre').fill('Vinos tintos');
      await page.getByLabel('Fuente').fill('Cortez y otros, 2009');
      await page.getByLabel('Licencia').fill('CC BY 4.0');
      await page.getByRole('button', { name: 'Crear y subir el archivo' }).click();
      await page.getByText('Suba el archivo').waitFor();
      // A slow line, so that the progress can be seen.
      const line = await page.context().newCDPSession(page);
      await line.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: 60_000,
      });
      await handIn(page, FILE);
      await appears(page, /Enviando wine-red\.csv: \d+/);
      await line.detach();
      await appears(page, '1.599 filas y 12 columnas', 2);
      await appears(page, '240 filas repiten exactamente una anterior');
      expect(await page.locator('app-small-histogram').count()).toBe(12);
      await page.getByRole('button', { name: 'Ver la distribución de score en grande' }).click();
      await page.getByRole('dialog').locator('canvas, svg').first().waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('tab', { name: 'Partición' }).click();
      await page.getByLabel('Semilla').fill('vinos');
      await page.getByRole('button', { name: 'Partir los datos' }).click();
      await appears(page, 'Así se repartieron las filas', 2);
      await appears(page, /\d+ filas tienen las mismas variables que otra/);
      await appears(page, /^vinos$/);
      await page.getByRole('link', { name: 'Crear un reto' }).click();
      await page.waitForURL(/challenges\/new\?version=/);
      versionId = new URL(page.url()).searchParams.get('version') ?? '';
    },
    4,
  );

  step(
    'publishes a regression on score and a binary challenge by score >= 7',
    async () => {
      const { page } = helena;
      await page.getByLabel('Título').fill(REGRESSION);
      await choose(page, 'Columna que se predice', /^score/);
      await choose(page, 'Métrica', 'R²');
      await page.getByRole('button', { name: 'Guardar el borrador' }).click();
      challenges['regression'] = await published(page);

      await to(page, `/challenges/new?version=${versionId}`);
      await page.getByLabel('Título').fill(BINARY);
      await page.getByRole('radio', { name: 'Sí o no, según una regla' }).check();
      await page.getByLabel('Nombre de lo que se predice').fill('high_quality');
      await page.getByRole('textbox', { name: 'Regla' }).fill('score >= 7');
      await page.getByRole('textbox', { name: 'Regla' }).blur();
      await appears(page, /high_quality sería 1 en 217 de 1\.599 filas/);
      await choose(page, 'Métrica', 'AUC de la curva ROC');
      await page.getByRole('button', { name: 'Guardar el borrador' }).click();
      challenges['binary'] = await published(page);
    },
    4,
  );

  async function published(page: Page): Promise<string> {
    await page.waitForURL(/challenges\/[0-9a-f-]{36}$/);
    await page.getByRole('button', { name: 'Publicar', exact: true }).click();
    await confirm(page, 'Publicar');
    await page.locator('.tag', { hasText: 'Abierto' }).waitFor({ timeout: 120_000 });
    await page.getByRole('heading', { name: 'El modelo más bobo' }).waitFor();
    return idIn(page, 'challenges');
  }

  step(
    'gives the student the training rows with their target, and nothing that is held out',
    async () => {
      const { page } = ana;
      const whole = columnsOf(readFileSync(FILE, 'utf8'));
      const features = whole.filter((name) => name !== 'score');
      const targets = { regression: 'score', binary: 'high_quality' };
      for (const [kind, target] of Object.entries(targets)) {
        await to(page, `/challenges/${challenges[kind]}`);
        const file = (name: string) =>
          download(page, page.getByRole('link', { name, exact: true }));
        const train = await file('train.csv');
        expect(columnsOf(train).sort()).toEqual(['id', ...features, target].sort());
        const test = await file('test.csv');
        expect(columnsOf(test).sort()).toEqual(['id', ...features].sort());
        expect(cellsOf(train).length + cellsOf(test).length).toBe(1599);
        const sample = await file('sample_submission.csv');
        expect(new Set(cellsOf(sample).map(([, guess]) => guess)).size).toBe(1);
      }
    },
    2,
  );

  step(
    'runs a scikit-learn program: the stages move, then the score, its residuals and the board',
    async () => {
      const { page } = ana;
      await send(page, 'regression', 'lineal.py', program('score', 'LinearRegression()'));
      await page.evaluate(() => {
        (globalThis as { stayed?: boolean }).stayed = true;
      });
      await page.locator('li[aria-current=step]', { hasText: 'Running' }).waitFor();
      await page.locator('.tag', { hasText: 'Scored' }).waitFor({ timeout: 120_000 });
      expect(await page.evaluate(() => (globalThis as { stayed?: boolean }).stayed)).toBe(true);
      submissions['regression'] = idIn(page, 'submissions');
      expect(await page.locator('.score .value').textContent()).toMatch(/^\s*0\.\d{4}\s*$/);
      await page.getByRole('tab', { name: 'Validation rows' }).waitFor();
      expect(await page.getByRole('tab', { name: 'Private rows' }).count()).toBe(0);
      await page.getByRole('img', { name: /How far it misses/ }).waitFor();
      await appears(page, 'filas 9'); // 959 or 960: what the program printed

      await page.getByRole('link', { name: 'Leaderboard' }).click();
      await page.locator('tr.mine', { hasText: 'Roble' }).waitFor();
      expect(await page.locator('tr.baseline').count()).toBeGreaterThanOrEqual(2);
      await page.getByRole('img', { name: /Best score of each group/ }).waitFor();
    },
    4,
  );

  step(
    'shows the confusion matrix and the ROC curve of the validation rows',
    async () => {
      const { page } = ana;
      await send(page, 'binary', 'logistica.py', program('high_quality', 'LogisticRegression()'));
      await page.locator('.tag', { hasText: 'Scored' }).waitFor({ timeout: 120_000 });
      submissions['binary'] = idIn(page, 'submissions');
      await page.getByRole('heading', { name: 'Confusion matrix' }).waitFor();
      await page.getByRole('img', { name: /^ROC curve:/ }).waitFor();
    },
    4,
  );

  step(
    'lists every fault of a broken predictions file at once',
    async () => {
      const { page } = ana;
      await to(page, `/challenges/${challenges['regression']}`);
      const sample = await download(
        page,
        page.getByRole('link', { name: 'sample_submission.csv', exact: true }),
      );
      const [header = '', ...lines] = sample.trim().split(/\r?\n/);
      const [first = '', second = '', third = '', , ...rest] = lines;
      const id = (line: string) => line.split(',')[0] ?? '';
      const broken = [
        header,
        `${id(first)},NaN`,
        `${id(second)},mucho`,
        third,
        third,
        '1,5',
        ...rest,
      ];
      await send(page, 'regression', 'rotas.csv', broken.join('\n'));
      await page.locator('.tag', { hasText: 'Rejected' }).waitFor({ timeout: 60_000 });
      const told = await page.locator('app-fault-list').innerText();
      for (const fault of [/NaN/, /mucho/, /twice|more than once|repeated|duplicate/i, /missing/i])
        expect(told).toMatch(fault);
    },
    2,
  );

  async function send(page: Page, kind: string, name: string, text: string): Promise<void> {
    await to(page, `/challenges/${challenges[kind]}/submit`);
    await handIn(page, { name, text });
    await page.getByRole('button', { name: 'Submit', exact: true }).click();
    await page.waitForURL(/submissions\/[0-9a-f-]{36}$/);
  }

  step(
    'is revealed by the title, written out, and the student sees the private board',
    async () => {
      const params = { courseId: course, challengeId: challenges['regression'] ?? '' };
      const instructor = await Visitor.signIn(product.origin, 'helena@example.org', PASSWORD);
      // Both read `score`: what one reveals is the other's truth, so both are over first.
      for (const challengeId of Object.values(challenges)) {
        const each = { params: { courseId: course, challengeId } };
        const closesAt = new Date(Date.now() + 2000).toISOString();
        await instructor.call(challengeRoutes.update, { ...each, body: { closesAt } });
        await instructor.until(
          () => instructor.call(challengeRoutes.get, each),
          ({ state }) => state === 'closed',
          1,
        );
      }
      const { page } = helena;
      await to(page, `/challenges/${params.challengeId}`);
      await page.getByRole('button', { name: 'Revelar los datos privados' }).click();
      const deed = page.getByRole('button', { name: 'Revelar para siempre' });
      expect(await deed.isDisabled()).toBe(true);
      await page.getByRole('alertdialog').getByRole('textbox').fill(REGRESSION);
      await deed.click();
      await page.locator('.tag', { hasText: 'Revelado' }).waitFor();

      await to(ana.page, `/challenges/${params.challengeId}/leaderboard`);
      await appears(ana.page, /private rows that no group could see/);
      await ana.page.locator('tr.mine', { hasText: 'Roble' }).waitFor();
      await to(ana.page, `/submissions/${submissions['regression']}`);
      await ana.page.getByRole('tab', { name: 'Private rows' }).waitFor();
    },
    2,
  );

  describe('against scikit-learn', () => {
    const python = pythonWithScikitLearn();
    if (!python) console.warn('wine-red.spec: no scikit-learn here, its comparison is skipped');

    (python ? it : it.skip).each([
      ['regression', 'r2', (score: number) => score],
      ['binary', 'roc_auc', (score: number) => Number(score >= 7)],
    ] as const)(
      'stored every figure of the %s challenge as scikit-learn has it, to 1e-9',
      async (kind, metric, truthOf) => {
        const instructor = await Visitor.signIn(product.origin, 'helena@example.org', PASSWORD);
        const params = { courseId: course, submissionId: submissions[kind] ?? '' };
        const [seen, predictions] = await Promise.all([
          instructor.call(submissionRoutes.get, { params }),
          instructor.text(submissionRoutes.file, {
            params: { ...params, name: 'predictions.csv' },
          }),
        ]);
        const said = new Map(
          cellsOf(predictions).map(([id, ...values]) => [Number(id), values.map(Number)]),
        );
        const rows = await splitOf(versionId);
        const scores = cellsOf(readFileSync(FILE, 'utf8')).map((cells) => Number(cells.at(-1)));
        expect(rows).toHaveLength(scores.length);

        const cases = (['public', 'private'] as const).map((part, code) => {
          const chosen = rows.flatMap((row, at) => (row.part === code + 1 ? [{ ...row, at }] : []));
          return {
            part,
            task: kind,
            classes: 2,
            beta: 2,
            truth: chosen.map(({ at }) => truthOf(scores[at] ?? NaN)),
            predicted: chosen.map(({ id }) => said.get(id)?.[0]),
            probability: chosen.map(({ id }) => said.get(id)?.[1]),
          };
        });
        expect(cases.reduce((sum, { truth }) => sum + truth.length, 0)).toBe(said.size);
        const answers = askScikitLearn(python ?? '', cases);
        cases.forEach(({ part }, i) => {
          const stored = new Map(
            seen.scores.flatMap((score) =>
              score.part === part ? [[score.metric, score.value]] : [],
            ),
          );
          const figures = Object.entries(answers[i]?.figures ?? {}).filter(([name]) =>
            stored.has(name),
          );
          expect(figures.map(([name]) => name)).toContain(metric);
          expect(figures.length).toBeGreaterThan(7);
          for (const [name, theirs] of figures) {
            const ours = stored.get(name) ?? NaN;
            expect([part, name, Math.abs(ours - (theirs ?? NaN)) <= 1e-9, ours, theirs]).toEqual([
              part,
              name,
              true,
              ours,
              theirs,
            ]);
          }
        });
      },
      60_000,
    );

    it('kept equal wines in one part', async () => {
      const rows = await splitOf(versionId);
      const parts = new Map<string, Set<number>>();
      cellsOf(readFileSync(FILE, 'utf8')).forEach((cells, at) => {
        const wine = cells.slice(0, -1).join();
        parts.set(wine, (parts.get(wine) ?? new Set()).add(rows[at]?.part ?? -1));
      });
      expect(parts.size).toBeLessThan(rows.length);
      expect([...parts.values()].every(({ size }) => size === 1)).toBe(true);
    });
  });

  /** The platform's own ids and parts, in the order of the file; no door of the product gives them. */
  async function splitOf(version: string): Promise<{ id: number; part: number }[]> {
    const client = new Client({ connectionString: product.databaseUrl });
    await client.connect();
    const { rows } = await client.query<{ ids: Buffer; parts: Buffer }>(
      'SELECT ids, parts FROM vault.splits WHERE dataset_version_id = $1',
      [version],
    );
    await client.end();
    const [split] = rows;
    if (!split) throw new Error('the version has no split');
    return Array.from(split.parts, (part, at) => ({ part, id: split.ids.readInt32LE(at * 4) }));
  }
});
