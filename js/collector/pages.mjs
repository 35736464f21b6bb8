// The page at `/`: the files in ./page, and those that the build put into dist/page (the plot library and the units of numbers).
import { readFile } from 'node:fs/promises';

import { expectReader, HttpError } from './http.mjs';

const kPage = new URL('./page/', import.meta.url);
const kBuilt = new URL('../../dist/page/', import.meta.url);

const kFiles = new Map([
  ...[
    'index.html', 'page.css', 'main.mjs', 'dom.mjs', 'list_view.mjs', 'session_view.mjs', 'plots.mjs', 'marks.mjs', 'parts.mjs',
    'findings.mjs', 'causes.mjs', 'facts.mjs', 'format.mjs', 'icon.svg',
  ].map((name) => [`/${name}`, new URL(name, kPage)]),
  ...['uplot.mjs', 'uplot.css'].map((name) => [`/vendor/${name}`, new URL(name, kBuilt)]),
  ['/units.mjs', new URL('units.mjs', kBuilt)],
]);
kFiles.set('/', new URL('index.html', kPage));

const kTypes = { html: 'text/html; charset=utf-8', css: 'text/css', mjs: 'text/javascript', svg: 'image/svg+xml' };

const kHeaders = {
  'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

export const isPage = (path) => kFiles.has(path);

export async function sendPage(response, path) {
  const url = kFiles.get(path);
  const body = await readFile(url).catch((error) => {
    throw new HttpError(500, `${path} is missing (${error.code}): run \`npm run build\``);
  });
  expectReader(response);
  response.writeHead(200, { ...kHeaders, 'content-type': kTypes[url.pathname.split('.').pop()], 'content-length': body.length });
  response.end(body);
}
