// Serves the call page and the built agent, as an app's own web server would. The collector has another origin.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const kFiles = ['index.html', 'call.css', 'main.mjs', 'call.mjs', 'picture.mjs', 'tap_worker.js'];
const kTypes = { html: 'text/html; charset=utf-8', css: 'text/css', mjs: 'text/javascript', js: 'text/javascript' };

/** Starts it; `collector` is the collector's origin. Resolves to { origin, close }. */
export async function servePage({ port = 0, collector }) {
  const files = new Map(kFiles.map((name) => [`/${name}`, new URL(`call/${name}`, import.meta.url)]));
  files.set('/', files.get('/index.html'));
  files.set('/agent/rtc-vitals.js', new URL(import.meta.resolve('rtc-vitals')));
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src data:",
    "media-src 'self' blob:",
    "worker-src 'self'",
    `connect-src 'self' ${collector}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const server = createServer(async (request, response) => {
    const path = request.url.split('?')[0];
    if (path === '/settings.json') {
      return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ collector }));
    }
    const file = files.get(path);
    if (!file) return response.writeHead(404).end();
    try {
      const body = await readFile(file);
      response.writeHead(200, { 'content-type': kTypes[file.pathname.split('.').pop()], 'content-security-policy': policy }).end(body);
    } catch (error) {
      response.writeHead(500).end(`${fileURLToPath(file)}: ${error.message}: run \`npm run build\``);
    }
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}
