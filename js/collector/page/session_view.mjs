// One session: tags, freezes (when, for how long), alerts, events, and plots on one time axis.
import { units } from './units.mjs';
import { swatch } from './causes.mjs';
import { Card, details, el, name, row } from './dom.mjs';
import { factsText } from './facts.mjs';
import { listFreezes, listPauses } from './findings.mjs';
import { clock, dateAndClock, duration, intoCall, precisionOf, streamName, withNames } from './format.mjs';
import { Plots } from './plots.mjs';

const kStates = { open: 'open', resolved: 'resolved', ended: 'ended with the call' };

// Whether freezes could be detected; also true without connections.
const isKnown = (connections) => !connections.length || connections.some(({ watchedMs }) => watchedMs > 0);

const quiet = (text) => el('span', { className: 'quiet' }, text);

export class SessionView {
  #root;
  #fault = el('div', { role: 'alert' });
  #head = el('div');
  #verdict = el('div');
  #freezes = new Card('Freezes');
  #alerts = new Card('Alerts');
  #events = new Card('Events');
  #plots;
  #isShown = false;

  /**
   * `readPart(from, to)` resolves to the session with finer samples of that time range, or to null on failure. Omit it if there are none.
   */
  constructor(root, { readPart = null } = {}) {
    this.#root = root;
    this.#plots = new Plots(el('div', { className: 'plots' }), { readPart });
    for (const { element } of [this.#alerts, this.#events]) element.hidden = true;
    const findings = el('div', { className: 'findings' }, this.#freezes.element, this.#alerts.element);
    root.replaceChildren(this.#fault, this.#head, this.#verdict, findings, this.#plots.element, this.#events.element);
  }

  show(session) {
    this.#isShown = true;
    this.#fault.replaceChildren();
    const freezes = listFreezes(session);
    this.#head.replaceChildren(...this.#headOf(session, freezes));
    this.#verdict.replaceChildren(this.#verdictOf(session));
    this.#showFreezes(session, freezes);
    this.#showAlerts(session);
    this.#plots.show({ session, freezes, pauses: listPauses(session) });
    this.#showEvents(session);
  }

  fail(why) {
    this.#fault.replaceChildren(
      el('p', { className: 'empty' }, `${this.#isShown ? 'This view is out of date' : 'This session cannot be shown'}: ${why}`),
    );
  }

  close() {
    this.#plots.close();
    this.#root.replaceChildren();
  }

  #headOf({ sessionId, file, tags, firstAt, lastAt, receivedAt, epochs, connections }, freezes) {
    const lost = epochs.reduce((sum, epoch) => sum + epoch.lost.samples, 0);
    const [count, total] = ['count', 'durationMs'].map((member) => freezes.reduce((sum, freeze) => sum + freeze[member], 0));
    const verdict = freezes.length
      ? `${count === 1 ? 'One freeze' : `${count} freezes`}, ${duration(total)} in total`
      : isKnown(connections) ? 'No freezes' : 'Unknown whether video froze';
    return [
      el('h1', {}, verdict),
      el('dl', { className: 'facts' }, [
        file ? ['file', file] : ['session', sessionId], ...Object.entries(tags),
        ['started', dateAndClock(firstAt ?? receivedAt)], ['duration', duration(lastAt - firstAt)],
        ...(epochs.length > 1 ? [['page loads', String(epochs.length)]] : []), ...(lost ? [['samples lost', String(lost)]] : []),
      ].map(([term, value]) => el('div', {}, el('dt', {}, el('bdi', {}, term)), el('dd', {}, el('bdi', {}, value))))),
    ];
  }

  // The core's sentences on every connection with samples.
  #verdictOf({ connections, streams }) {
    const withSamples = connections.filter(({ samples }) => samples > 0);
    if (!withSamples.length) return el('div');
    const names = new Set(streams.flatMap(({ label }) => Object.values(label ?? {})));
    const about = ({ id }) => (withSamples.length > 1 ? el('b', {}, el('bdi', {}, id), ': ') : null);
    return el('section', { className: 'card verdict' },
      el('h2', {}, 'What happened'),
      withSamples.map((connection) => el('p', {}, about(connection), withNames(connection.verdict, names))));
  }

  #showFreezes({ firstAt, connections }, freezes) {
    const known = isKnown(connections);
    const content = { firstAt, known, freezes: freezes.map(({ stream, ...freeze }) => ({ ...freeze, stream: streamName(stream) })) };
    this.#freezes.show(content, () => {
      if (!freezes.length) return {
        empty: known ? 'No freezes in the received data.' : 'The received data does not show whether video froze.',
      };
      return {
        heads: ['Start', 'Duration', 'Cause', 'Stream', ''],
        rows: content.freezes.map((freeze) => row([
          `${clock(freeze.start)} (${intoCall(freeze.start - firstAt)})`,
          [duration(freeze.durationMs), quiet(precisionOf(freeze))],
          [swatch(freeze.cause), freeze.cause, quiet(` ${freeze.confidence} confidence`)],
          name(freeze.stream),
          el('button', {
            type: 'button', ariaLabel: `show the freeze at ${clock(freeze.start)} in the plots`, onclick: () => this.#plots.zoomTo(freeze),
          }, 'show'),
        ])),
      };
    });
  }

  #showAlerts({ alerts, streams, firstAt }) {
    if (!alerts) return;  // a recorded call
    this.#alerts.element.hidden = false;
    const content = { firstAt, alerts: alerts.map((alert) => ({ ...alert, name: nameOf(alert, streams) })) };
    this.#alerts.show(content, () => {
      if (!alerts.length) return { empty: 'No alerts were raised.' };
      return {
        heads: ['Opened', 'Closed', 'State', 'Stream'],
        rows: content.alerts.map((alert) => row([
          `${clock(alert.openedAt)} (${intoCall(alert.openedAt - firstAt)})`, alert.closedAt === null ? '' : clock(alert.closedAt),
          el('span', { className: alert.state === 'open' ? 'badge bad' : 'badge' }, kStates[alert.state]), name(alert.name),
        ])),
      };
    });
  }

  // Details that were opened stay open across updates.
  #showEvents({ events, eventsLeftOut, streams, firstAt }) {
    this.#events.element.hidden = !events.length;
    const all = () => [...this.#events.element.querySelectorAll('details')];
    const wereOpen = all().map(({ open }) => open);
    const content = { firstAt, eventsLeftOut, events: events.map((event) => ({ ...event, about: aboutOf(event, streams) })) };
    this.#events.show(content, () => ({
      heads: ['Time', 'Event', 'Stream', 'Details'],
      rows: content.events.map((event) => eventRow(event, firstAt)),
      note: eventsLeftOut ? el('p', { className: 'quiet' }, `${eventsLeftOut} more events are not listed.`) : null,
    }));
    all().forEach((evidence, i) => { evidence.open = wereOpen[i] ?? false; });
  }
}

function eventRow({ t, type, phase, connection, stream, epoch, evidence, about, ...facts }, firstAt) {
  const cells = row([`${clock(t)} (${intoCall(t - firstAt)})`, [type, phase].filter(Boolean).join(' '), name(about)]);
  cells.append(el('td', { className: 'long' },
    el('bdi', {}, factsText(facts, units)),
    evidence ? details('evidence', factsText(evidence, units)) : null));
  return cells;
}

function aboutOf({ epoch, connection, stream }, streams) {
  const about = streams.find((candidate) => candidate.epoch === epoch
    && candidate.connection === connection && candidate.id === (stream ?? ''));
  return about ? streamName(about) : connection ?? '';
}

// Streams of different page loads may share a name, so the epoch is compared too. The alert's own label takes precedence.
function nameOf({ epoch, stream: id, kind, label }, streams) {
  const stream = streams.find((candidate) => candidate.epoch === epoch && candidate.stream === id);
  return streamName({ stream: id, kind, ...stream, label: label ?? stream?.label });
}
