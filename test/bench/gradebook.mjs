// The gradebook in a browser: 200 people by 60 items, opened, scrolled through, and typed into.
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

import { findBrowser } from '../../tools/browser.mjs';
import { build } from '../../tools/build.mjs';
import { dataFolder } from '../../tools/data-folder.mjs';
import { COURSE, TOKENS, benchDatabase, fillCourse, withClient } from './course.mjs';
import { builtServer, ourServer } from './server.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PEOPLE = 200;
const ITEMS = 60;
const MARKS_TYPED = 15; // as many as are on the screen

export const gradebook = {
  name: 'gradebook',
  title: `the gradebook of ${PEOPLE} people by ${ITEMS} items in a browser`,
  unit: 'ms',
  rounds: { full: 3, quick: 1 },
  async prepare({ say }) {
    const database = await benchDatabase();
    await withClient(database.url, fillBook);
    await build('web', say);
    const server = await ourServer(database.url, say); // built once, before anything is measured
    await server.stop();
    const browser = await findBrowser(dataFolder(root));
    return { context: { url: database.url, browser }, end: () => database.stop() };
  },
  arms: {
    book: { title: 'from the address to all rows; then scrolling and typing', run: leafThrough },
  },
  ratios: [],
  checks: [
    {
      title: 'every mark that was typed is shown again after a reload',
      needs: ['book'],
      holds: ({ book }) => book.facts['kept'] === MARKS_TYPED,
    },
  ],
};

async function fillBook(client) {
  await fillCourse(client, PEOPLE);
  await client.query(`
    INSERT INTO grade_items (id, course_id, kind, title, maximum, deadline, marked_by, above_maximum, published_at, created_at)
      SELECT bench_id('item' || n), '${COURSE}', 'manual', 'Trabajo ' || n, '10', now() - interval '1 day', 'member', 'refused', now(), now() + n * interval '1 s'
        FROM generate_series(1, ${ITEMS}) n;
    INSERT INTO grade_marks (item_id, subject_id, course_id, points, comment, version, updated_at)
      SELECT bench_id('item' || i), bench_id('member' || m), '${COURSE}', ((i * 7 + m * 3) % 11)::text, '', 1, now()
        FROM generate_series(1, ${ITEMS}) i, generate_series(1, ${PEOPLE}) m WHERE (i + m) % 9 <> 0;`);
}

async function leafThrough({ url, browser: executablePath }) {
  const server = await builtServer(url);
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  try {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'es',
    });
    await context.addCookies([{ name: 'holdout', value: TOKENS.instructor, url: server.base }]);
    const page = await context.newPage();
    const address = `${server.base}/courses/${COURSE}/grades`;
    const cell = '[role="grid"] [role="gridcell"]';
    await page.goto(address);
    await page.waitForSelector(cell); // the browser's own caches are warm from here on
    const began = performance.now();
    await page.goto(address);
    await page.waitForSelector(cell);
    const opened = performance.now() - began;
    const frames = await page.evaluate(scrollThrough);
    const typed = await type(page);
    await page.goto(address);
    await page.waitForSelector(cell);
    await page.waitForTimeout(1000);
    const kept = await page.evaluate(firstMarks, MARKS_TYPED);
    return {
      figure: opened,
      facts: {
        'frame p50 ms': at(frames, 0.5),
        'frame p95 ms': at(frames, 0.95),
        'longest frame ms': at(frames, 1),
        'typed mark to its place p50 ms': at(typed, 0.5),
        'typed mark to its place p95 ms': at(typed, 0.95),
        kept,
      },
    };
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** In the page: down by a row and a half in each frame, and to the right meanwhile; how long the frames took. */
function scrollThrough() {
  const port = document.querySelector('app-grade-grid .port');
  return new Promise((done) => {
    const frames = [];
    let last = performance.now();
    const step = (n) => {
      const now = performance.now();
      if (n > 0) frames.push(now - last);
      last = now;
      port.scrollTop += 60;
      if (n % 4 === 0) port.scrollLeft += 40;
      if (n < 150) requestAnimationFrame(() => step(n + 1));
      else {
        port.scrollTop = 0;
        port.scrollLeft = 0;
        done(frames);
      }
    };
    requestAnimationFrame(() => step(0));
  });
}

/** Marks down the first column of items: from the key that ends one to the focus on the next. */
async function type(page) {
  await page.locator('[data-row="0"] [data-column="3"]').click();
  const times = [];
  for (let n = 0; n < MARKS_TYPED; n += 1) {
    await page.keyboard.type('7');
    const began = performance.now();
    await page.keyboard.press('Enter');
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done())));
    times.push(performance.now() - began);
  }
  await page.locator('[data-pending]').waitFor({ state: 'detached' });
  return times;
}

/** In the page: how many of the first so many rows have the mark that was typed. */
function firstMarks(count) {
  const rows = Array.from({ length: count }, (_, row) =>
    document.querySelector(`[data-row="${row}"] [data-column="3"]`),
  );
  return rows.filter((cell) => cell?.textContent.trim() === '7').length;
}

function at(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return Number(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(1));
}
