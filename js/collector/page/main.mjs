// Shows one of two views, depending on the URL: the list of sessions, or one session. Both are refreshed while shown.
import { decoded } from './format.mjs';
import { ListView } from './list_view.mjs';
import { SessionView } from './session_view.mjs';

const kRefreshMs = 2000;
const kPatience = 4;  // wait at least this many times the duration of the last answer: an open page must not keep the collector busy
const kSessionRoute = '#/session/';
const kMembers = 'framesDecodedPerSecond,bitrate,packetLoss,rtt';  // what plots.mjs reads
const kPoints = 2400;  // two per pixel column of the widest plot (page.css)

const root = document.getElementById('view');
const trail = document.getElementById('trail');
const state = document.getElementById('state');

let shown = null;  // { hash, view, url }
let timer = null;

function open(hash) {
  shown?.view.close();
  if (hash.startsWith(kSessionRoute)) {
    const id = decoded(hash.slice(kSessionRoute.length));
    trail.textContent = id;
    document.title = `${id} - rtc-vitals`;
    const url = `v1/sessions/?id=${encodeURIComponent(id)}&members=${kMembers}&points=${kPoints}`;
    return { hash, view: new SessionView(root, { readPart: (from, to) => readPart(url, from, to) }), url };
  }
  trail.textContent = 'sessions';
  document.title = 'rtc-vitals';
  return { hash, view: new ListView(root, (sessionId) => `${kSessionRoute}${encodeURIComponent(sessionId)}`), url: 'v1/sessions' };
}

// Fetches a part of a long session at a finer resolution; null if that fails.
async function readPart(url, from, to) {
  const response = await fetch(`${url}&from=${Math.floor(from)}&to=${Math.ceil(to)}`).catch(() => null);
  return response?.ok ? response.json() : null;
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
