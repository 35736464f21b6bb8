// A page that feeds an agent from the start and keeps a tally in localStorage for the next page to read, so that the agent's input and
// output are known however the page ends. Firefox may stop a script in the middle when a tab is closed; then `begun` is greater than `fed`,
// or `hidden` was not reached. Options are in the page's address: ?name=…&url=…&delivery=…
import { createAgent } from '/dist/rtc-vitals.js';
import { fedConnection, fedReport } from './fed_call.js';

const kEveryMs = 5;
const { name, ...options } = Object.fromEntries(new URLSearchParams(location.search));
const count = (what) => { localStorage[`${name} ${what}`] = Number(localStorage[`${name} ${what}`] ?? 0) + 1; };

// What the browser has accepted: "epoch/seq/samples reported".
const sendBeacon = navigator.sendBeacon.bind(navigator);
navigator.sendBeacon = (address, body) => {
  const accepted = sendBeacon(address, body);
  const { epoch, seq, connections, lost } = JSON.parse(body);
  const samples = connections.reduce((sum, { t }) => sum + t.length, 0) || lost.samples;
  if (accepted) localStorage[`${name} accepted`] = `${localStorage[`${name} accepted`] ?? ''}${epoch}/${seq}/${samples} `;
  return accepted;
};

// Counts the completed runs of the agent's own listener. A second listener could not do that: Firefox may stop one midway and still run the
// next.
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
addEventListener('pagehide', () => clearInterval(timer)); // a page in the back/forward cache stops feeding
