// What a server needs to show the demo's call in a bare page (demo_call.js), whose decoder a test can starve.
import { fileURLToPath } from 'node:url';

const pathOf = (name) => fileURLToPath(new URL(name, import.meta.url));

/** The options of serve() for it: the page /call/viewer, with `first` before and `then` after the script that starts the call. */
export const demoCall = ({ first = '', then = '' } = {}) => ({
  pages: {
    '/call/viewer': `<!doctype html><link rel="icon" href="data:,"><div></div><video autoplay muted playsinline></video>
      ${first}<script type="module" src="/harness/demo_call.js"></script>${then}`,
  },
  folders: { '/harness/': pathOf('.'), '/call/': pathOf('../demo/call') },
});
