import { createServer } from 'node:net';
import { once } from 'node:events';

import { choosePort, freePort, publicUrl } from './port.mjs';

describe('where to listen', () => {
  let taken;
  beforeEach(async () => {
    taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
  });
  afterEach(() => taken.close());

  it('refuses a chosen port that is taken, by its number', async () => {
    const { port } = taken.address();
    await expect(choosePort(String(port), '127.0.0.1')).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken`,
    );
  });

  it('takes the chosen one, or any for 0', async () => {
    const port = await freePort();
    expect(await choosePort(String(port), '127.0.0.1')).toBe(port);
    expect(await choosePort('0', '127.0.0.1')).toBeGreaterThan(0);
    await expect(choosePort('http', '127.0.0.1')).rejects.toThrow('PORT is http');
  });

  it('goes on to the next when nobody chose, and says so', async () => {
    const usual = createServer();
    const said = [];
    usual.on('error', () => {}); // it may be taken already: as good for this story
    usual.listen(3000, '127.0.0.1');
    await new Promise((done) => usual.once('listening', done).once('error', done));
    expect(await choosePort(undefined, '127.0.0.1', (text) => said.push(text))).toBeGreaterThan(
      3000,
    );
    expect(said.join()).toContain('port 3000 is taken');
    usual.close();
  });

  it('is told to people as they would type it', () => {
    expect(publicUrl('https://curso.example.org/', '0.0.0.0', 80)).toBe(
      'https://curso.example.org',
    );
    expect(publicUrl(undefined, '0.0.0.0', 3000)).toBe('http://127.0.0.1:3000');
    expect(publicUrl(undefined, '::1', 3000)).toBe('http://[::1]:3000');
  });
});
