// A web server for one test: pages, folders of files, and an endpoint that keeps batches.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

import { readBody } from './bodies.mjs';
import { BodyCheck } from './body_check.mjs';
import { until } from './until.mjs';

const kTypes = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm', '.css': 'text/css',
};

function sendFile(response, file, headers) {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile()) return response.writeHead(404).end();
  response.writeHead(200, {
    'content-type': kTypes[extname(file)] ?? 'application/octet-stream',
    'content-length': stats.size,
    ...headers,
  });
  return createReadStream(file).pipe(response);
}

/**
 * Serves `pages` ({'/path': html or function (request, response)}) and `folders` ({'/prefix/': folder}), every answer with `headers`.
 * A POST to /ingest is kept in `received` ({type, body, text}) and answered 202; close() rejects if one was not a valid batch by the JSON
 * Schema. Resolves to {url, received, until(count), close()}.
 */
export async function serve({ pages = {}, folders = {}, headers = {} } = {}) {
  const received = [];
  const bodies = new BodyCheck();
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://test').pathname;
    if (request.method === 'POST' && path === '/ingest') {
      const body = await readBody(request);
      bodies.take(body);
      received.push({ type: request.headers['content-type'], body, text: body.toString('utf8') });
      return response.writeHead(202, { 'access-control-allow-origin': '*' }).end();
    }
    if (path === '/favicon.ico') return response.writeHead(204).end();
    if (typeof pages[path] === 'function') return pages[path](request, response);
    if (pages[path] !== undefined) return response.writeHead(200, { 'content-type': kTypes['.html'], ...headers }).end(pages[path]);
    const prefix = Object.keys(folders).find((candidate) => path.startsWith(candidate));
    if (prefix) return sendFile(response, join(folders[prefix], normalize(path.slice(prefix.length - 1))), headers);
    return response.writeHead(404).end();
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });

  return {
    url: `http://127.0.0.1:${server.address().port}`,
    received,
    async until(count) {
      await until(() => received.length >= count, () => `the arrival of batch ${received.length + 1} of ${count}`);
      return received;
    },
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      bodies.end();
    },
  };
}
