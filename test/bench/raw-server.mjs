// The floor: Node's own server with the same bytes and the same headers that matter.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const payload = readFileSync(process.env.PAYLOAD);
const ETAG = '"raw"';

createServer((request, response) => {
  if (request.headers['if-none-match'] === ETAG) response.writeHead(304, { etag: ETAG }).end();
  else
    response
      .writeHead(200, {
        etag: ETAG,
        'content-type': 'application/json; charset=utf-8',
        'content-length': payload.length,
      })
      .end(payload);
}).listen(Number(process.env.PORT), '127.0.0.1', () => process.send('listening'));
