// Tries to read the held-out labels by their path on the host, around the root and through other processes.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const { labels } = JSON.parse(readFileSync('data/targets.json', 'utf8'));
function attempt(name, deed) {
  try {
    console.log(`BREACH ${name}: ${String(deed()).slice(0, 500)}`);
  } catch (refusal) {
    console.log(`held ${name}: ${refusal.message}`);
  }
}
for (const way of ['', '/proc/self/root', '/proc/1/root', '/in/../..', '/proc/1/cwd/../..'])
  attempt(way || 'plain', () => readFileSync(way + labels));
for (const process of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
  attempt(`process ${process}`, () => readFileSync(`/proc/${process}/root${labels}`));
for (const path of ['/etc/shadow', '/root/.bashrc', '/in/data/private.csv'])
  attempt(path, () => readFileSync(path));
console.log(
  JSON.stringify(process.env).includes('CANARY') ? 'BREACH environment' : 'held environment',
);
writeFileSync('predictions.csv', 'id,prediction\n1,0.5\n');
