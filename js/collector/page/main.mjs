// Shows one of two views, depending on the URL: the list of sessions, or one session. Both are refreshed while the page is visible.
import { decoded } from './format.mjs';
import { ListView } from './list_view.mjs';
import { SessionView } from './session_view.mjs';

const kRefreshMs = 2000;
// Wait at least this many times as long as the last new content took: an open page must keep neither the collector nor the browser busy.
const kWaitFactor = 4;
const kSessions = 'v1/sessions';
const kSessionRoute = '#/session/';
const kMembers = 'framesDecodedPerSecond,bitrate,packetLoss,rtt';  // what plots.mjs reads
const kPoints = 2400;  // per stream: one or two per pixel column of the widest plot (page.css)

const root = document.getElementById('view');
const trail = document.getElementById('trail');
const state = document.getElementById('state');

let shown = null;  // { hash, view, url, tag, waitMs }: `tag` is the ETag of what is shown, `waitMs` the time to the next refresh
let timer = null;

function open(hash) {
  shown?.view.close();
  if (hash.startsWith(kSessionRoute)) {
    const id = decoded(hash.slice(kSessionRoute.length));
    trail.textContent = id;
    document.title = `${id} - rtc-vitals`;
    const url = `${kSessions}/?id=${encodeURIComponent(id)}&members=${kMembers}&points=${kPoints}`;
    return { hash, view: new SessionView(root, { readPart: (from, to) => readPart(url, from, to) }), url };
  }
  trail.textContent = 'sessions';
  document.title = 'rtc-vitals';
  const link = (sessionId) => `${kSessionRoute}${encodeURIComponent(sessionId)}`;
  return { hash, view: new ListView(root, { link, find }), url: kSessions };
}

// Fetches the sessions of the room or user of this name: the list has only the latest ones. None if that fails.
async function find(name) {
  const lists = await Promise.all(['room_id', 'user_id'].map(async (tag) => {
    const response = await fetch(`${kSessions}?${tag}=${encodeURIComponent(name)}`).catch(() => null);
    return response?.ok ? (await response.json()).sessions : [];
  }));
  return lists.flat();
}

// Fetches a part of a long session at a finer resolution; null if that fails.
async function readPart(url, from, to) {
  const response = await fetch(`${url}&from=${Math.floor(from)}&to=${Math.ceil(to)}`).catch(() => null);
  return response?.ok ? response.json() : null;
}

// Fetches what is shown if it has changed, and shows it.
async function update(current) {
  const asked = performance.now();
  const response = await fetch(current.url, { headers: current.tag ? { 'if-none-match': current.tag } : {} });
  if (response.status === 304) return;
  const body = await response.json();
  if (current !== shown) return;
  current.tag = response.ok ? response.headers.get('etag') : null;
  if (response.ok) current.view.show(body);
  else current.view.fail(body.why);
  current.waitMs = Math.max(kRefreshMs, kWaitFactor * (performance.now() - asked));
}

async function refresh() {
  clearTimeout(timer);
  if (location.hash !== shown?.hash) shown = { ...open(location.hash), tag: null, waitMs: kRefreshMs };
  const current = shown;
  try {
    await update(current);
    state.textContent = '';
  } catch (error) {
    state.textContent = `the collector is not responding (${error.message}); retrying`;
  }
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(refresh, current.waitMs);
}

addEventListener('hashchange', refresh);
document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh(); });
refresh();
