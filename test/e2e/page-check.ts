import { readFileSync } from 'node:fs';

import type { Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface Axe {
  run(
    context: unknown,
    options: object,
  ): Promise<{
    violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[];
  }>;
}

/** Waits until the page shows what it has: no bones any more, and every chart drawn. Tells what it lacks at the end. */
export async function settle(page: Page): Promise<string[]> {
  const shown = page.waitForFunction(
    () =>
      document.querySelector('h1') !== null &&
      document.querySelector('app-skeleton') === null &&
      // A toast is hidden from readers until it is read out, some 150 ms.
      document.querySelector('mat-snack-bar-container [aria-hidden=true]') === null &&
      [...document.querySelectorAll('app-chart .canvas')].every((place) => place.firstElementChild),
  );
  const faults = await shown.then(
    () => [],
    () => ['it never shows all it has'],
  );
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return faults;
}

/** Against WCAG 2.2 AA, as far as axe-core sees it. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run(document, {
      runOnly: { type: 'tag', values: tags },
      resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 3)
        .map(({ target, failureSummary }) =>
          `${id}: ${target.join(' ')} ${failureSummary ?? ''}`.replace(/\s+/g, ' '),
        ),
    );
  }, TAGS);
}

/** What a reader would stumble over, whatever the page is about. */
export async function plainFaults(
  page: Page,
  language: string,
  scopes: readonly string[],
): Promise<string[]> {
  return page.evaluate(
    ([wanted, names]) => {
      const faults: string[] = [];
      const headings = document.querySelectorAll('h1').length;
      if (headings !== 1) faults.push(`${headings} h1`);
      if (!/\S · Holdout$/.test(document.title)) faults.push(`its title is «${document.title}»`);
      if (document.documentElement.lang !== wanted) faults.push('another language');
      const { scrollWidth } = document.documentElement;
      if (scrollWidth > innerWidth) faults.push(`${scrollWidth} px wide in ${innerWidth}`);
      const key = new RegExp(`^(${names.join('|')})(\\.[\\w-]+)+$`);
      const attributes = ['aria-label', 'title', 'placeholder', 'alt'];
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const said: string[] = [];
      while (texts.nextNode()) said.push(texts.currentNode.textContent ?? '');
      for (const element of document.querySelectorAll(attributes.map((a) => `[${a}]`).join()))
        said.push(...attributes.map((name) => element.getAttribute(name) ?? ''));
      for (const text of said)
        if (key.test(text.trim()) || /\{\{|\[\[|undefined|\bNaN\b|\[object /.test(text))
          faults.push(`it says «${text.trim()}»`);
      return faults;
    },
    [language, scopes] as const,
  );
}

/** From the top with Tab: the way past the menu first, and every stop can be seen. */
export async function keyboardFaults(page: Page, stops: number): Promise<string[]> {
  const faults: string[] = [];
  for (let stop = 0; stop < stops; stop++) {
    await page.keyboard.press('Tab');
    const fault = await page.evaluate((first) => {
      const at = document.activeElement;
      if (!(at instanceof HTMLElement) || at === document.body) return 'the focus is nowhere';
      const name = at.outerHTML.slice(0, 80);
      if (first) return at.matches('a.skip') ? null : `first comes ${name}`;
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      const field = at.closest('mat-form-field'); // shows its focus itself
      return field || (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2)
        ? null
        : `the focus is not seen on ${name}`;
    }, stop === 0);
    if (fault !== null) faults.push(fault);
  }
  return faults;
}
