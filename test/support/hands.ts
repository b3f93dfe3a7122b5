import type { Locator, Page } from 'playwright-core';

/** What a person does in the page, found as a person finds it: by its words. */

/** Opens a list and takes an option. */
export async function choose(
  page: Page,
  list: string | RegExp,
  option: string | RegExp,
): Promise<void> {
  await page.getByRole('combobox', { name: list }).click();
  await page.getByRole('option', { name: option, exact: typeof option === 'string' }).click();
}

interface HandedFile {
  readonly name: string;
  readonly text: string;
}

/** Gives the page's first drop zone a file: one of the disk by its path, or one written here. */
export async function handIn(page: Page, file: string | HandedFile): Promise<void> {
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(
      typeof file === 'string'
        ? file
        : { name: file.name, mimeType: 'text/plain', buffer: Buffer.from(file.text) },
    );
}

/** The button of the question that is being asked. */
export async function confirm(page: Page, deed: string): Promise<void> {
  await page.getByRole('alertdialog').getByRole('button', { name: deed, exact: true }).click();
}

/** Waits for words that come when a background job ends. */
export async function appears(
  where: Page | Locator,
  words: string | RegExp,
  minutes = 1,
): Promise<void> {
  await where
    .getByText(words)
    .first()
    .waitFor({ timeout: minutes * 60_000 });
}

/** Takes a password by a one-time link, and is then signed in. */
export async function takePassword(
  page: Page,
  url: string,
  given: Readonly<Record<string, string>>,
  deed: string,
): Promise<void> {
  await page.goto(url);
  for (const [label, value] of Object.entries(given))
    await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole('button', { name: deed }).click();
  await page.waitForURL(/\/courses$/);
}

/** What a click on a download link saves. */
export async function download(page: Page, link: Locator): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
