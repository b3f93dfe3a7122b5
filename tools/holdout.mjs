#!/usr/bin/env node
// The command line: `npx holdout score …`. What it runs is built with the api.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../dist/libs/ml/src/cli/index.js', import.meta.url));

if (existsSync(built)) {
  const { answerTo } = createRequire(import.meta.url)(built);
  const { code, out, err } = answerTo(process.argv.slice(2));
  process.stdout.write(out);
  process.stderr.write(err);
  process.exitCode = code;
} else {
  process.stderr.write(
    'holdout is not built yet: run `npx nest build api` (or `npm start` once) in its folder.\n',
  );
  process.exitCode = 1;
}
