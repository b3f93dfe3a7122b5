// Ports of this machine.
import { createServer } from 'node:net';

/** A port that nobody listens on now. */
export const freePort = (host = '127.0.0.1') => listenOnce(0, host);

/** Whether we could listen on it. */
export async function isFree(port, host) {
  try {
    await listenOnce(port, host);
    return true;
  } catch (error) {
    if (error.code === 'EADDRINUSE') return false;
    throw error;
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
