import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';

/** tools/test.mjs finds one and names it; a spec that runs alone takes the machine's. */
const EXECUTABLE = process.env['HOLDOUT_CHROMIUM'] ?? '/usr/bin/chromium';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, headless: true, args: FLAGS });
}

export interface Look {
  readonly language?: 'es' | 'en';
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
}

export interface Seat {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page complained of: errors of scripts, breaches of the policy, failed requests of ours. */
  readonly complaints: string[];
}

/** A person's own browser window; nothing is shared with another's. */
export async function sitDown(
  browser: Browser,
  origin: string,
  { language = 'es', theme = 'light', width = 1280 }: Look = {},
): Promise<Seat> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: language === 'es' ? 'es-CO' : 'en-GB',
    colorScheme: theme,
    viewport: { width, height: 900 },
    timezoneId: 'America/Bogota',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // A refused request is logged by the browser too; refusals are part of the stories.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(`console: ${message.text()}`);
  });
  page.on('response', (answer) => {
    if (answer.status() >= 500) complaints.push(`${answer.status()} ${answer.url()}`);
  });
  return { context, page, complaints };
}
