// Shows one of two views by the address: the list of sessions, or one session. Both are fetched again while shown.
import { decoded } from './format.mjs';
import { ListView } from './list_view.mjs';
import { SessionView } from './session_view.mjs';

const kRefreshMs = 2000;
const kPatience = 4;  // times what an answer took: a page that looks on must not keep a collector busy
const kSessionRoute = '#/session/';
const kMembers = 'framesDecodedPerSecond,isFrozen,bitrate,packetLoss,rtt';  // what plots.mjs and findings.mjs read

const root = document.getElementById('view');
const trail = document.getElementById('trail');
const state = document.getElementById('state');

let shown = null;  // { hash, view, load }
let timer = null;

function open(hash) {
  shown?.view.close();
  if (hash.startsWith(kSessionRoute)) {
    const id = decoded(hash.slice(kSessionRoute.length));
    trail.textContent = id;
    document.title = `${id} - rtc-vitals`;
    return { hash, view: new SessionView(root), url: `/v1/sessions/?id=${encodeURIComponent(id)}&members=${kMembers}` };
  }
  trail.textContent = 'sessions';
  document.title = 'rtc-vitals';
  return { hash, view: new ListView(root, (sessionId) => `${kSessionRoute}${encodeURIComponent(sessionId)}`), url: '/v1/sessions' };
}

async function refresh() {
  clearTimeout(timer);
  if (location.hash !== shown?.hash) shown = open(location.hash);
  const { view, url } = shown;
  const asked = performance.now();
  try {
    const response = await fetch(url);
    const body = await response.json();
    if (view !== shown.view) return;
    if (response.ok) view.show(body);
    else view.fail(body.why);
    state.textContent = '';
  } catch (error) {
    state.textContent = `the collector does not answer (${error.message}); trying again`;
  }
  clearTimeout(timer);
  timer = setTimeout(refresh, Math.max(kRefreshMs, kPatience * (performance.now() - asked)));
}

addEventListener('hashchange', refresh);
document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh(); });
refresh();
