// Tries to reach the database, other services of the host and the world.
import { lookup } from 'node:dns/promises';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';

const { port, abstractSocket, socketFile } = JSON.parse(readFileSync('data/targets.json', 'utf8'));
async function attempt(name, deed) {
  try {
    await deed();
    console.log(`BREACH ${name}`);
  } catch (refusal) {
    console.log(`held ${name}: ${refusal.message}`);
  }
}
const reach = (where) =>
  new Promise((done, failed) => {
    const client = connect(where);
    client.once('connect', done).once('error', failed);
    client.setTimeout(1000, () => failed(new Error('timeout')));
  });
for (const host of ['127.0.0.1', '1.1.1.1'])
  for (const number of [port, 5432, 6379])
    await attempt(`${host}:${number}`, () => reach({ host, port: number }));
await attempt('abstract socket', () => reach({ path: `\0${abstractSocket}` }));
await attempt('socket file', () => reach({ path: socketFile }));
await attempt('through pid 1', () => reach({ path: `/proc/1/root${socketFile}` }));
await attempt('name', () => lookup('example.com'));
await attempt('fetch', () => fetch('http://1.1.1.1/', { signal: AbortSignal.timeout(1000) }));
await attempt(
  'a server',
  () =>
    new Promise((done, failed) =>
      createServer().once('error', failed).listen(8123, '127.0.0.1', done),
    ),
);
writeFileSync('predictions.csv', 'id,prediction\n1,0.5\n');
process.exit(0);
