// One session: tags, freezes (when, for how long), alerts, events, and plots on one time axis.
import { units } from './units.mjs';
import { swatch } from './causes.mjs';
import { details, el, table } from './dom.mjs';
import { factsText } from './facts.mjs';
import { listFreezes, listPauses } from './findings.mjs';
import { clock, dateAndClock, duration, intoCall, precisionOf, streamName } from './format.mjs';
import { Plots } from './plots.mjs';

const kStates = { open: 'open', resolved: 'resolved', ended: 'ended with the call' };

// Whether freezes could be detected; also true without connections.
const isKnown = (connections) => !connections.length || connections.some(({ watchedMs }) => watchedMs > 0);

export class SessionView {
  #root;
  #fault = el('div');
  #head = el('div');
  #verdict = el('div');
  #findings = el('div', { className: 'findings' });
  #events = el('div');
  #plots;
  #shown = '';

  /** `readPart(from, to)` resolves to the session with finer samples of that time range, or to null on failure. Omit it if there are none. */
  constructor(root, { readPart = null } = {}) {
    this.#root = root;
    this.#plots = new Plots(el('div', { className: 'plots' }), { readPart });
    root.replaceChildren(this.#fault, this.#head, this.#verdict, this.#findings, this.#plots.element, this.#events);
  }

  show(session) {
    this.#fault.replaceChildren();
    const { now, ...content } = session;
    const text = JSON.stringify(content);
    if (text === this.#shown) return;
    this.#shown = text;
    const freezes = listFreezes(session);
    this.#head.replaceChildren(...this.#headOf(session, freezes));
    this.#verdict.replaceChildren(this.#verdictOf(session));
    this.#findings.replaceChildren(this.#freezesOf(session, freezes), ...(session.alerts ? [this.#alertsOf(session)] : []));
    this.#plots.show({ session, freezes, pauses: listPauses(session) });
    this.#showEvents(session);
  }

  // Details that were opened stay open across updates.
  #showEvents(session) {
    const all = () => [...this.#events.querySelectorAll('details')];
    const wereOpen = all().map(({ open }) => open);
    this.#events.replaceChildren(this.#eventsOf(session));
    all().forEach((evidence, i) => { evidence.open = wereOpen[i] ?? false; });
  }

  fail(why) {
    this.#fault.replaceChildren(el('p', { className: 'empty' }, `${this.#shown ? 'What is shown is not the latest' : 'This session cannot be shown'}: ${why}`));
  }

  close() {
    this.#plots.close();
    this.#root.replaceChildren();
  }

  #headOf({ sessionId, file, tags, firstAt, lastAt, receivedAt, epochs, connections }, freezes) {
    const lost = epochs.reduce((sum, epoch) => sum + epoch.lost.samples, 0);
    const [count, total] = ['count', 'durationMs'].map((member) => freezes.reduce((sum, freeze) => sum + freeze[member], 0));
    const verdict = freezes.length
      ? `${count === 1 ? 'One freeze' : `${count} freezes`}, ${duration(total)} in all`
      : isKnown(connections) ? 'No frozen picture' : 'Not known whether a picture froze';
    return [
      el('h1', {}, verdict),
      el('dl', { className: 'facts' }, [
        file ? ['file', file] : ['session', sessionId], ...Object.entries(tags), ['began', dateAndClock(firstAt ?? receivedAt)], ['length', duration(lastAt - firstAt)],
        ...(epochs.length > 1 ? [['page loads', String(epochs.length)]] : []), ...(lost ? [['samples lost', String(lost)]] : []),
      ].map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value)))),
    ];
  }

  // The core's sentences on every connection with samples.
  #verdictOf({ connections }) {
    const told = connections.filter(({ samples }) => samples > 0);
    if (!told.length) return el('div');
    const name = ({ id }) => (told.length > 1 ? el('b', {}, `${id}: `) : null);
    return el('section', { className: 'card verdict' }, el('h2', {}, 'What happened'), told.map((connection) => el('p', {}, name(connection), connection.verdict)));
  }

  #freezesOf({ firstAt, connections }, freezes) {
    if (!freezes.length && !isKnown(connections)) return el('div', { className: 'card empty' }, 'What was received does not tell whether a picture froze.');
    if (!freezes.length) return el('div', { className: 'card empty' }, 'No picture froze in what was received.');
    const rows = freezes.map((freeze) => {
      const show = el('button', { type: 'button', onclick: () => this.#plots.zoomTo(freeze) }, 'show');
      return el('tr', {}, [
        streamName(freeze.stream), `${clock(freeze.start)} (${intoCall(freeze.start - firstAt)})`,
        [duration(freeze.durationMs), el('span', { className: 'quiet' }, precisionOf(freeze))],
        [swatch(freeze.cause), freeze.cause, el('span', { className: 'quiet' }, ` ${freeze.confidence} confidence`)],
        show,
      ].map((cell) => el('td', {}, cell)));
    });
    return el('section', { className: 'card scroll' }, el('h2', {}, 'Frozen pictures'), table('', ['Stream', 'From', 'Length', 'Cause', ''], rows));
  }

  #alertsOf({ alerts, streams, firstAt }) {
    if (!alerts.length) return el('div', { className: 'card empty' }, 'No alert was raised.');
    const rows = alerts.map((alert) => el('tr', {}, [
      nameOf(alert, streams),
      `${clock(alert.openedAt)} (${intoCall(alert.openedAt - firstAt)})`, alert.closedAt === null ? '' : clock(alert.closedAt),
      el('span', { className: alert.state === 'open' ? 'badge bad' : 'badge' }, kStates[alert.state]),
    ].map((cell) => el('td', {}, cell))));
    return el('section', { className: 'card scroll' }, el('h2', {}, 'Alerts'), table('', ['Stream', 'Opened', 'Closed', 'State'], rows));
  }

  #eventsOf({ events, eventsLeftOut, streams, firstAt }) {
    if (!events.length) return el('div');
    const rows = events.map(({ t, type, phase, connection, stream, epoch, evidence, ...facts }) => {
      const about = streams.find((candidate) => candidate.epoch === epoch && candidate.connection === connection && candidate.id === (stream ?? ''));
      return el('tr', {}, [
        `${clock(t)} (${intoCall(t - firstAt)})`, [type, phase].filter(Boolean).join(' '), about ? streamName(about) : connection ?? '',
      ].map((cell) => el('td', {}, cell)), el('td', { className: 'long' }, factsText(facts, units), evidence ? details('evidence', factsText(evidence, units)) : null));
    });
    return el('section', { className: 'card scroll' }, el('h2', {}, 'Events'), table('', ['At', 'What', 'Of', 'Facts'], rows),
      eventsLeftOut ? el('p', { className: 'quiet' }, `${eventsLeftOut} more events are not listed.`) : null);
  }
}

// Streams of different page loads may share a name, so the epoch is compared too. The alert's own label takes precedence.
function nameOf({ epoch, stream: name, kind, label }, streams) {
  const stream = streams.find((candidate) => candidate.epoch === epoch && candidate.stream === name);
  return streamName({ stream: name, kind, ...stream, label: label ?? stream?.label });
}
