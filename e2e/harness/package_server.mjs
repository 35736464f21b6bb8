// For most browser tests: pages that load the package as packed, and the scripts of this folder.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { serve } from './server.mjs';
import { project } from './tarball.mjs';

const harness = fileURLToPath(new URL('.', import.meta.url));

/** A plain script tag. `attributes`: HTML text. */
export const script = (src, attributes = '') => `<script src="${src}" ${attributes}></script>`;

/** The script tag of the package. */
export const agentTag = (attributes) => script('/dist/rtc-vitals.global.js', attributes);

/** A page of these tags and texts, in order. */
export const pageOf = (...parts) => `<!doctype html><meta charset="utf-8"><title>test</title>${parts.join('\n')}`;

/** Pages by what they set: `window.startCall()` next to the package's script tag, or `window.feeding`, an agent fed with reports. */
export const callPage = pageOf(agentTag(), script('/harness/call_page.js'));
export const fedPage = pageOf(script('/harness/fed_page.js', 'type="module"'));
export const otherPage = pageOf('other');

let installed; // shared by all servers without an `app`; nothing is written into it

/**
 * serve() with the package's dist/ and this folder added. `app` is a project with the package installed, if the test has its own.
 * The page `/` is callPage unless `pages` overrides it.
 */
export async function servePackage({ app, pages, folders, ...rest } = {}) {
  installed ??= app ? undefined : project();
  const dist = join(app ?? await installed, 'node_modules/rtc-vitals/dist');
  return serve({ pages: { '/': callPage, ...pages }, folders: { '/dist/': dist, '/harness/': harness, ...folders }, ...rest });
}
