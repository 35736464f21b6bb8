// The list of sessions, newest first, with those that need attention marked.
import { el, table } from './dom.mjs';
import { dateAndClock, duration, percent } from './format.mjs';

const kLiveMs = 15_000;  // a session that is not over and sent a batch this recently is live
const kHeads = ['Last seen', 'Room', 'User', 'Platform', 'Region', 'Length', 'Streams', 'Frozen samples', 'Alerts', 'Session'];

const kEmpty = 'No session yet. A page that sends batches to /v1/telemetry/ingest appears here with its first batch.';

export class ListView {
  #root;
  #link;
  #rows = el('div', { className: 'card scroll' });
  #filter = el('input', { type: 'search', placeholder: 'session, room, user, platform ...', ariaLabel: 'Filter the sessions' });
  #body = { now: 0, sessions: [] };

  /** `link(sessionId)` returns the URL of a session's view. */
  constructor(root, link) {
    this.#root = root;
    this.#link = link;
    this.#filter.addEventListener('input', () => this.#draw());
    root.replaceChildren(el('div', { className: 'bar' }, el('h1', {}, 'Sessions'), this.#filter), this.#rows);
  }

  show(body) {
    this.#body = body;
    this.#draw();
  }

  fail(why) {
    this.#rows.replaceChildren(el('p', { className: 'empty' }, why));
  }

  close() {
    this.#root.replaceChildren();
  }

  #draw() {
    const { now, sessions } = this.#body;
    const wanted = this.#filter.value.trim().toLowerCase();
    const kept = sessions.filter((session) => !wanted || [session.sessionId, ...Object.values(session.tags)].some((text) => text.toLowerCase().includes(wanted)));
    if (!kept.length) return this.#rows.replaceChildren(el('p', { className: 'empty' }, sessions.length ? 'No session matches the filter.' : kEmpty));
    this.#rows.replaceChildren(table('sessions', kHeads, kept.map((session) => this.#row(session, now))));
  }

  #row(session, now) {
    const { tags } = session;
    const live = session.endedAt === null && now - session.receivedAt < kLiveMs;
    const share = session.frozenSamples ? `${session.frozenSamples} (${percent(session.frozenSamples / session.judgedSamples)})` : '0';
    const alerts = session.openAlerts ? el('span', { className: 'badge bad' }, `${session.openAlerts} open`)
      : session.alerts ? el('span', { className: 'badge' }, String(session.alerts)) : '';
    const cells = [
      [dateAndClock(session.lastAt ?? session.receivedAt), live ? el('span', { className: 'badge live' }, 'live') : null],
      tags.room_id ?? '', tags.user_id ?? '', tags.platform ?? '', tags.region ?? '', duration(session.lastAt - session.firstAt), String(session.streams),
      el('span', { className: session.frozenSamples ? 'bad' : 'quiet' }, share), alerts,
      el('a', { href: this.#link(session.sessionId) }, session.sessionId),
    ];
    return el('tr', {}, cells.map((cell) => el('td', {}, cell)));
  }
}
