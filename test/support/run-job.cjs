// One sandbox job from a process of its own, so that a test may give that process descriptors, kill it, and see what
// is left. Its standard input is the job as JSON; it prints `started`, then the outcome.
const { readFileSync } = require('node:fs');
const { transformFileSync } = require('@swc/core');

require.extensions['.ts'] = (module, path) => {
  module._compile(transformFileSync(path, { cwd: `${__dirname}/../..` }).code, path);
};
const { runInSandbox, startGuard, stopGuard } = require('../../libs/ml/src/sandbox');

async function main() {
  const job = JSON.parse(readFileSync(0, 'utf8'));
  await startGuard();
  process.stdout.write('started\n');
  const { verdict, stdout, stderr } = await runInSandbox(job);
  process.stdout.write(
    `${JSON.stringify({ verdict, stdout: stdout.text, stderr: stderr.text })}\n`,
  );
  await stopGuard();
}

void main();
