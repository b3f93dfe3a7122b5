// Ports and addresses of this machine.
import { createServer } from 'node:net';

const USUAL_PORT = 3000;

/** A port that nobody listens on now. */
export const freePort = (host = '127.0.0.1') => listenOnce(0, host);

/**
 * Where to listen. `wanted` is PORT as it was given: then that one or an error that names it (0: any). Not given:
 * 3000, or the next free one, and says so.
 */
export async function choosePort(wanted, host, say) {
  if (wanted) {
    const port = Number(wanted);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new Error(`PORT is ${wanted}; it takes a number from 0 to 65535.`);
    if (port === 0) return freePort(host);
    if (await isFree(port, host)) return port;
    throw new Error(
      `Port ${port} on ${host} is taken by another program; set PORT to another one.`,
    );
  }
  for (let port = USUAL_PORT; port < USUAL_PORT + 100; port++)
    if (await isFree(port, host)) {
      if (port !== USUAL_PORT)
        say(`port ${USUAL_PORT} is taken by another program; using ${port} (PORT chooses one)`);
      return port;
    }
  throw new Error(`No free port from ${USUAL_PORT} on; set PORT.`);
}

/** What people type: as given, else from where we listen. */
export function publicUrl(given, host, port) {
  if (given) return given.replace(/\/$/, '');
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

async function isFree(port, host) {
  try {
    await listenOnce(port, host);
    return true;
  } catch (error) {
    if (error.code === 'EADDRINUSE') return false;
    throw new Error(`Cannot listen on ${host}:${port}: ${error.message}`);
  }
}

function listenOnce(wanted, host) {
  return new Promise((done, fail) => {
    const server = createServer()
      .once('error', fail)
      .listen({ port: wanted, host, exclusive: true }, () => {
        const { port } = server.address();
        server.close(() => done(port));
      });
  });
}
