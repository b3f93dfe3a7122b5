import { randomInt } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

import * as z from 'zod';

const DemoAccount = z.object({
  name: z.string(),
  email: z.string(),
  role: z.enum(['administrator', 'instructor', 'assistant', 'student']),
  group: z.string().nullable(),
  password: z.string(),
});
export type DemoAccount = z.infer<typeof DemoAccount>;

const Kept = z.object({ accounts: z.array(DemoAccount), finished: z.boolean() });
export type Kept = z.infer<typeof Kept>;

/** Written before the first account is made, so that a start that was cut off is taken up with the same passwords. */
export function readAccounts(path: string): Kept | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined; // the first start
  }
  return Kept.parse(JSON.parse(text));
}

export function writeAccounts(path: string, kept: Kept): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz';

/** Three groups of four: easy to type, 59 bits. */
export function aPassword(): string {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `${group()}-${group()}-${group()}`;
}
