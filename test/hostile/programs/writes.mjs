// Tries to change what it was given, the system and the packages of the runtime.
import { appendFileSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';

function attempt(name, deed) {
  try {
    deed();
    console.log(`BREACH ${name}`);
  } catch (refusal) {
    console.log(`held ${name}: ${refusal.message}`);
  }
}
for (const path of ['/in/x', '/usr/x', '/x', '/node/x', '/node_modules/x', '/dev/x'])
  attempt(path, () => writeFileSync(path, 'x'));
for (const path of ['/in/data/test.csv', '/in/start.mjs', '/node/bin/node', '/node/package.json']) {
  attempt(`append ${path}`, () => appendFileSync(path, 'x'));
  attempt(`remove ${path}`, () => rmSync(path));
}
attempt('memory of pid 1', () => readFileSync('/proc/1/mem'));
attempt('link', () => symlinkSync('/etc/passwd', '/in/link'));
writeFileSync('predictions.csv', 'id,prediction\n1,0.5\n');
