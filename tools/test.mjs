// npm test: the checks, then jest's projects from fast to slow. Stops at nothing, tells everything, and ends with one line of figures.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { findBrowser } from './browser.mjs';
import { buildAll } from './build.mjs';
import { dataFolder, makeDataFolder } from './data-folder.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const slow = process.argv.includes('--slow');
const total = { passed: 0, failed: 0, skipped: 0 };
const data = makeDataFolder(dataFolder(root));
process.env.HOLDOUT_VENV ||= join(data, 'venv');
const reports = mkdtempSync(join(tmpdir(), 'holdout-test-report-'));

if (slow) {
  await built();
  await jest('slow', '-c', 'test/jest.slow.cjs', '--runInBand');
} else {
  for (const script of ['typecheck', 'lint', 'boundaries', 'unused', 'lock']) await check(script);
  await jest(
    'fast',
    '--maxWorkers=2',
    '--selectProjects',
    'unit',
    'web',
    'golden',
    'architecture',
    'api',
  );
  await built();
  process.env.HOLDOUT_CHROMIUM = await findBrowser(data);
  await jest('browser', '--maxWorkers=2', '--selectProjects', 'e2e');
  // These measure time: one at a time.
  await jest('alone', '--runInBand', '--selectProjects', 'hostile', 'start');
}

rmSync(reports, { recursive: true, force: true });
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed > 0 ? 1 : 0);

/** A script of package.json; its words only when it fails. */
async function check(script) {
  const began = Date.now();
  const { code, said } = await node(['--run', script], 'pipe');
  count(script, code === 0, began, said);
}

async function built() {
  try {
    await buildAll((text) => console.log(text));
  } catch (error) {
    count('build', false, Date.now(), error.message);
  }
}

function count(what, ok, began, said) {
  total[ok ? 'passed' : 'failed'] += 1;
  console.log(`${ok ? '✓' : '✗'} ${what} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  if (!ok) console.log(said);
}

async function jest(name, ...options) {
  const report = join(reports, `${name}.json`);
  const config = options[0] === '-c' ? [] : ['-c', 'test/jest.config.cjs'];
  const { code } = await node(
    [
      ...['--disable-warning=ExperimentalWarning', '--experimental-vm-modules'],
      ...['node_modules/jest/bin/jest.js', ...config, ...options],
      ...[
        '--passWithNoTests',
        '--testTimeout=60000',
        '--json',
        `--outputFile=${report}`,
        '--silent=false',
      ],
    ],
    'jest',
  );
  const figures = figuresOf(report);
  total.passed += figures.passed;
  total.skipped += figures.skipped;
  // A jest that fails without a failing test (a broken set-up, a crash) is a failure too.
  total.failed += code !== 0 ? Math.max(1, figures.failed) : figures.failed;
}

function figuresOf(report) {
  try {
    const said = JSON.parse(readFileSync(report, 'utf8'));
    return {
      passed: said.numPassedTests,
      failed: said.numFailedTests + said.numRuntimeErrorTestSuites,
      skipped: said.numPendingTests + said.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

/** `jest` speaks on stderr and would print its report on stdout. */
function node(args, output) {
  return new Promise((done, fail) => {
    const said = [];
    const stdio = output === 'pipe' ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'ignore', 'inherit'];
    const child = spawn(process.execPath, args, { stdio });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => said.push(String(chunk)));
    child.once('error', fail);
    child.once('close', (code) => done({ code, said: said.join('') }));
  });
}
