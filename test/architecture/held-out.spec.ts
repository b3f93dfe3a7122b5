import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { Client } from 'pg';

import { freshDatabase } from '../support/database';

const ROOT = join(__dirname, '../..');

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sources(path);
    return /\.(ts|mjs|cjs|sql|py)$/.test(entry.name) && !entry.name.includes('.spec.')
      ? [path]
      : [];
  });
}

/** Held-out labels, and which rows are held out, lie in a schema of their own. One file asks for them. */
describe('the schema vault', () => {
  it('is named by the repository of the vault, and by nobody else', async () => {
    const client = new Client({ connectionString: await freshDatabase() });
    await client.connect();
    const { rows } = await client.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'vault'`,
    );
    await client.end();
    const tables = rows.map(({ name }) => name).sort();
    expect(tables).toEqual(['splits', 'truths', 'yardsticks']);
    const named = new RegExp(
      String.raw`\bvault"?\s*\.\s*"?(${tables.join('|')})\b|search_path[^\n]*\bvault\b|table_schema[^\n]*\bvault\b`,
      'i',
    );
    const found = ['apps/api', 'libs', 'tools']
      .flatMap(sources)
      .filter((path) => named.test(readFileSync(join(ROOT, path), 'utf8')));
    expect(found).toEqual(['apps/api/src/vault/vault.repository.ts']);
  });
});
