// A page that feeds an agent from its first moment on and keeps a tally of it where the next page finds it: localStorage. What the agent was given
// and what it made of it is known so, however the page ends: Firefox may stop a script in the middle when a tab is closed, and then more was begun
// than was fed, or the page was not hidden to the end. Its address says how: ?name=…&url=…&delivery=…
import { createAgent } from '/dist/rtc-vitals.js';
import { fedConnection, fedReport } from './fed_call.js';

const kEveryMs = 5;
const { name, ...options } = Object.fromEntries(new URLSearchParams(location.search));
const count = (what) => { localStorage[`${name} ${what}`] = Number(localStorage[`${name} ${what}`] ?? 0) + 1; };

// What the browser says it has taken: "epoch/seq/samples told of".
const sendBeacon = navigator.sendBeacon.bind(navigator);
navigator.sendBeacon = (address, body) => {
  const taken = sendBeacon(address, body);
  const { epoch, seq, connections, lost } = JSON.parse(body);
  const samples = connections.reduce((sum, { t }) => sum + t.length, 0) || lost.samples;
  if (taken) localStorage[`${name} taken`] = `${localStorage[`${name} taken`] ?? ''}${epoch}/${seq}/${samples} `;
  return taken;
};

// Counts what the agent does to its end when it is hidden. Another listener could not tell: Firefox stops one in the middle and still runs the next one.
const listen = document.addEventListener.bind(document);
document.addEventListener = (type, listener, how) => listen(type, type !== 'visibilitychange' ? listener : (event) => {
  listener(event);
  count('hidden');
}, how);

const agent = createAgent({ ...options, sessionId: name });
agent.on('batch', () => count('made'));
const timer = setInterval(() => {
  count('begun');
  agent.feed(fedConnection, fedReport());
  count('fed');
}, kEveryMs);
addEventListener('pagehide', () => clearInterval(timer)); // a page in the back/forward cache feeds no more
