// npm run openapi: writes docs/openapi.json from the api as it is built. A test compares the two.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import start from '../test/support/start-postgres.mjs';
import stop from '../test/support/stop-postgres.mjs';
import { build } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
process.chdir(root);

await build('api', console.log);
await start(); // the app does not start without a database
const data = mkdtempSync(join(tmpdir(), 'holdout-openapi-'));
Object.assign(process.env, {
  DATABASE_URL: process.env.TEST_CLUSTER_URL.replace(/\/[^/]*$/, '/holdout_template'),
  HOLDOUT_DATA: data,
  PUBLIC_URL: 'http://localhost',
  LOG_LEVEL: 'fatal',
});
const { NestFactory } = await import('@nestjs/core');
const { AppModule } = require(join(root, 'dist/apps/api/src/app.module.js'));
const { adapter, furnish, openApi } = require(
  join(root, 'dist/apps/api/src/platform/http/server.js'),
);
const app = await NestFactory.create(AppModule, adapter(), { logger: false });
await furnish(app);
await app.init();
writeFileSync('docs/openapi.json', `${JSON.stringify(openApi(app), null, 2)}\n`);
await app.close();
await stop();
rmSync(data, { recursive: true, force: true });
console.log('wrote docs/openapi.json');
process.exit(0);
