// The sandbox from a process of its own, so that a test may give that process descriptors, kill it, or take something
// from it. `run` prints `started` and then the outcome of the job on its standard input; `selftest` prints that of the places there.
const { readFileSync } = require('node:fs');
const { transformFileSync } = require('@swc/core');

require.extensions['.ts'] = (module, path) => {
  module._compile(transformFileSync(path, { cwd: `${__dirname}/../..` }).code, path);
};
const { runInSandbox, selfTest, startGuard, stopGuard } = require('../../libs/ml/src/sandbox');

async function main([deed]) {
  const input = JSON.parse(readFileSync(0, 'utf8'));
  await startGuard();
  process.stdout.write('started\n');
  if (deed === 'selftest') print(await selfTest(input));
  else {
    const { verdict, stdout, stderr } = await runInSandbox(input);
    print({ verdict, stdout: stdout.text, stderr: stderr.text });
  }
  await stopGuard();
}

function print(answer) {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

void main(process.argv.slice(2));
