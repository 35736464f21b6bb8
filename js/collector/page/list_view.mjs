// The list of sessions, newest first, with those that need attention marked. It shows the latest ones, and those that a search finds.
import { el, name, table } from './dom.mjs';
import { dateAndClock, duration, isolated, percent } from './format.mjs';

const kTypingMs = 300;  // a search begins when nothing was typed for this long
const kLiveMs = 15_000;  // a session that is not over and sent a batch this recently is live
const kHeads = ['Session', 'Last seen', 'Frozen samples', 'Alerts', 'Duration', 'Room', 'User', 'Platform', 'Region', 'Streams'];

const kNoMatch = 'None of the latest sessions matches, and no room or user has exactly this name.';
const kEmpty = 'No sessions yet. A page that sends batches to /v1/telemetry/ingest appears here with its first batch.';

export class ListView {
  #root;
  #link;
  #find;
  #found = [];  // sessions that were searched for; may be among the latest, too
  #timer = null;
  #rows = el('div', { className: 'card scroll', tabIndex: 0, role: 'region', ariaLabel: 'Sessions' });
  #filter = el('input', { type: 'search', placeholder: 'session, room, user, platform ...', ariaLabel: 'Search the sessions' });
  #body = { now: 0, sessions: [] };
  #drawn = new Map();  // session id -> { row, texts }: the rows that are shown, and what each of their cells shows

  /** `link(sessionId)` returns the URL of a session's view; `find(name)` resolves to the sessions of the room or user of that name. */
  constructor(root, { link, find }) {
    this.#root = root;
    this.#link = link;
    this.#find = find;
    this.#filter.addEventListener('input', () => {
      this.#draw();
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#search(), kTypingMs);
    });
    root.replaceChildren(el('div', { className: 'bar' }, el('h1', {}, 'Sessions'), this.#filter), this.#rows);
  }

  show(body) {
    this.#body = body;
    this.#draw();
  }

  fail(why) {
    this.#showText(why);
  }

  close() {
    clearTimeout(this.#timer);
    this.#root.replaceChildren();
  }

  get #wanted() {
    return this.#filter.value.trim();
  }

  async #search() {
    const wanted = this.#wanted;
    const found = wanted ? await this.#find(wanted) : [];
    if (wanted !== this.#wanted) return;
    this.#found = found;
    this.#draw();
  }

  #showText(text) {
    this.#drawn.clear();
    this.#rows.replaceChildren(el('p', { className: 'empty' }, text));
  }

  // Changes only what is new, so that the focus and a selection stay while the list is refreshed.
  #draw() {
    const { now, sessions } = this.#body;
    const wanted = this.#wanted.toLowerCase();
    const all = [...new Map([...(wanted ? this.#found : []), ...sessions].map((session) => [session.sessionId, session])).values()];
    const kept = all.sort((a, b) => b.receivedAt - a.receivedAt).filter((session) => !wanted
      || [session.sessionId, ...Object.values(session.tags)].some((text) => text.toLowerCase().includes(wanted)));
    if (!kept.length) return this.#showText(sessions.length ? kNoMatch : kEmpty);
    const drawn = new Map(kept.map((session) => [session.sessionId, this.#drawRow(session, now)]));
    const isSameOrder = [...drawn.keys()].join('\n') === [...this.#drawn.keys()].join('\n');
    this.#drawn = drawn;
    if (!isSameOrder) this.#rows.replaceChildren(table('sessions', kHeads, [...drawn.values()].map(({ row }) => row)));
  }

  #drawRow(session, now) {
    const known = this.#drawn.get(session.sessionId) ?? { row: el('tr', {}, kHeads.map(() => el('td'))), texts: [] };
    for (const [i, cell] of this.#cellsOf(session, now).entries()) {
      const contents = [cell].flat().filter((content) => content !== null);
      const text = contents.map((content) => content.outerHTML ?? content).join('');
      if (text !== known.texts[i]) known.row.cells[i].replaceChildren(...contents);
      known.texts[i] = text;
    }
    return known;
  }

  #cellsOf(session, now) {
    const { tags } = session;
    const live = session.endedAt === null && now - session.receivedAt < kLiveMs;
    const share = session.frozenSamples ? `${session.frozenSamples} (${percent(session.frozenSamples / session.judgedSamples)})` : '0';
    const alerts = session.openAlerts ? el('span', { className: 'badge bad' }, `${session.openAlerts} open`)
      : session.alerts ? el('span', { className: 'badge' }, String(session.alerts)) : '';
    return [
      el('a', { href: this.#link(session.sessionId) }, name(isolated(session.sessionId))),
      [dateAndClock(session.lastAt ?? session.receivedAt), live ? el('span', { className: 'badge live' }, 'live') : null],
      el('span', { className: session.frozenSamples ? 'bad' : 'quiet' }, share), alerts, duration(session.lastAt - session.firstAt),
      ...[tags.room_id, tags.user_id, tags.platform, tags.region].map((tag) => name(isolated(tag ?? ''))), String(session.streams),
    ];
  }
}
