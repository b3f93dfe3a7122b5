import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { migrate } from '../../tools/migrate.mjs';
import { makeDataFolder } from '../../tools/data-folder.mjs';
import { openDatabase } from '../../tools/postgres.mjs';

const postgres = join(import.meta.dirname, '../../tools/postgres.mjs');

describe('the database from npm', () => {
  let place;
  let folder;
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'holdout-postgres-'));
    folder = join(makeDataFolder(join(place, 'data')), 'postgres');
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  const open = () => openDatabase({ folder, env: {} });

  /** A process of its own that opens the database, writes a row and waits to be killed. */
  async function anotherOwner() {
    const script = `
      import pg from 'pg';
      import { openDatabase } from '${postgres}';
      const opened = await openDatabase({ folder: '${folder}', env: {} });
      const client = new pg.Client({ connectionString: opened.url });
      await client.connect();
      await client.query('CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)');
      console.log(opened.pid);
      setInterval(() => {}, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: join(import.meta.dirname, '../..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = await once(owner.stdout, 'data');
    return { owner, server: Number(String(said)) };
  }

  async function kept(url) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query('SELECT n FROM kept')).rows;
    } finally {
      await client.end();
    }
  }

  it('starts again with its data after a kill -9 of everything', async () => {
    const { owner, server } = await anotherOwner();
    process.kill(server, 'SIGKILL');
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    const again = await open();
    try {
      expect(await kept(again.url)).toEqual([{ n: 7 }]);
    } finally {
      await again.stop();
    }
  });

  it('takes over at once when only its owner was killed', async () => {
    const { owner, server } = await anotherOwner();
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    const again = await open();
    try {
      expect(again.pid).not.toBe(server);
      expect(await kept(again.url)).toEqual([{ n: 7 }]);
    } finally {
      await again.stop();
    }
  });

  it('is refused to a second owner while the first lives', async () => {
    const first = await open();
    try {
      await expect(open()).rejects.toMatchObject({ code: 'EBUSY' });
    } finally {
      await first.stop();
    }
  });

  it('is migrated once by many at the same time', async () => {
    const { url, stop } = await open();
    try {
      const ran = await Promise.all(Array.from({ length: 3 }, () => migrate(url)));
      expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
      expect(await migrate(url)).toEqual([]);
    } finally {
      await stop();
    }
  });
});
