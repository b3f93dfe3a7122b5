// Brings a database up to date: the product's tables (hand-written migrations, run as TypeScript by Node 24)
// and the queue's own schema. One process at a time, by an advisory lock.
import 'reflect-metadata';
import { readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { runMigrations } from 'bullmq';
import pg from 'pg';
import { DataSource } from 'typeorm';

const LOCK = 724_001_001;
const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

/** Answers the names of the migrations that ran. */
export async function migrate(url, { queueSchema = 'queue' } = {}) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const dataSource = await new DataSource({
      type: 'postgres',
      url,
      migrations: await classesIn(migrations),
    }).initialize();
    const ran = await dataSource
      .runMigrations({ transaction: 'each' })
      .finally(() => dataSource.destroy());
    await runMigrations(client, queueSchema);
    return ran.map(({ name }) => name);
  } finally {
    await client.end(); // gives the lock back
  }
}

/** Imported here and in order: TypeORM's own search finds a class twice where a module has two faces. */
async function classesIn(folder) {
  const files = readdirSync(folder).filter((name) => /^\d.*\.ts$/.test(name));
  const modules = [];
  for (const name of files.sort()) modules.push(await import(pathToFileURL(`${folder}/${name}`)));
  return modules.flatMap((module) =>
    Object.values(module).filter((value) => typeof value === 'function'),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log((await migrate(process.env.DATABASE_URL)).join('\n') || 'up to date');
