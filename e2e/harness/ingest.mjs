// A receiver of batches that can be made to fail. Like the collector, it keeps each batch once by (session, epoch, seq).
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import { readBody, textOf } from './bodies.mjs';
import { BodyCheck } from './body_check.mjs';

const kCors = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after' };

// No connection ends while a test runs, unless the test wants it to: a request on a connection that is being closed fails.
const kKeepAliveMs = 120_000;

const refuse = (status, headers = {}) => (request, response) => {
  request.resume();
  response.writeHead(status, { ...kCors, ...headers }).end('not now');
};

/** Faults by name. Each answers instead of the server. */
export const faults = {
  none: async (request, response, keep) => {
    keep(await readBody(request));
    response.writeHead(202, kCors).end();
  },
  slow: async (request, response, keep) => {
    keep(await readBody(request));
    await wait(5000);
    response.writeHead(202, kCors).end();
  },
  'status 429': refuse(429, { 'retry-after': '1' }),
  'status 500': refuse(500),
  'status 503': refuse(503, { 'retry-after': '2' }),
  'reset mid-body': (request) => { request.once('data', () => request.destroy()); },
  'reset after reading': async (request, response, keep) => {
    keep(await readBody(request));
    request.socket.destroy(); // destroying the request would leave the socket open, since the body has been read
  },
};

/** Resolves to {url, stored, samples, posts, read, answered, setFault(name), setDown(down), close()}. */
export async function startIngest() {
  const stored = new Map();
  let fault = faults.none;
  let posts = 0;
  let read = 0;
  let answered = 0;
  const bodies = new BodyCheck();
  const keep = (body) => {
    read += 1;
    bodies.take(body);
    const batch = JSON.parse(textOf(body));
    const key = `${batch.sessionId}/${batch.epoch}/${batch.seq}`;
    if (!stored.has(key)) stored.set(key, batch);
  };
  const server = createServer({ keepAliveTimeout: kKeepAliveMs }, (request, response) => {
    request.on('error', () => {});
    if (request.method !== 'POST') return response.writeHead(204, { ...kCors, 'access-control-allow-headers': '*' }).end();
    posts += 1;
    response.once('finish', () => { answered += 1; });
    return Promise.resolve(fault(request, response, keep)).catch(() => response.destroy());
  });
  const listen = (port) => new Promise((resolve) => { server.listen(port, '127.0.0.1', resolve); });
  const close = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  await listen(0);
  const { port } = server.address();
  return {
    url: `http://127.0.0.1:${port}/in`,
    /** The batches, each once, in order of arrival. */
    get stored() { return [...stored.values()]; },
    /** Number of polls in them, over all connections. */
    get samples() {
      return this.stored.reduce((sum, { connections }) => sum + connections.reduce((count, { t }) => count + t.length, 0), 0);
    },
    get posts() { return posts; },
    /** Number of bodies read, including duplicates of a batch. */
    get read() { return read; },
    /** Number of answers sent. */
    get answered() { return answered; },
    setFault(name) { fault = faults[name]; },
    setDown: (down) => (down ? close() : listen(port)),
    /** Rejects if a body was not a valid batch by the JSON Schema. */
    async close() {
      if (server.listening) await close();
      bodies.end();
    },
  };
}
