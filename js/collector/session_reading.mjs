// What the core has read of one session. A reading can go on: it then reads only the batches that came in since.
import { setImmediate } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';

const kBatchesPerTurn = 8;

export class SessionReading {
  #core;
  #run;
  #wanted;
  #epochs = new Map();  // row id -> { stored, lastId, lastPlace }

  /**
   * `core`: a core of its own; `run`: the prepared statements `epochs`, `batches` and `body`;
   * `wanted`: { members, from, to, points }, null for no bound.
   */
  constructor({ core, run, wanted }) {
    this.#core = core;
    this.#run = run;
    this.#wanted = wanted;
  }

  /** Whether a later call of update() gives what a new reading would, in memory that does not grow with the session's samples. */
  get isReusable() {
    const { from, to, points } = this.#wanted;
    return points !== null && from === null && to === null;
  }

  /** Whether batches of the epoch with this row id were read. */
  has(epoch) {
    return this.#epochs.has(epoch);
  }

  /**
   * Resolves to { epochs, parts }: the rows of the session's epochs, and of each { connections, events, streams } on the collector's clock,
   * `streams` as buffers of JSON. After a rejection, the reading must not be used again.
   */
  async update(session, signal) {
    const epochs = this.#run.epochs.all(session);
    const parts = [];
    for (const epoch of epochs) {
      await this.#addNew(epoch, signal);
      parts.push(await this.#partOf(epoch, signal));
    }
    return { epochs, parts };
  }

  async #addNew({ id, epoch, clock_offset: clockOffset }, signal) {
    const offset = clockOffset ?? 0;
    let of = this.#epochs.get(id);
    let batches = of ? this.#run.batches.all(id, of.lastId) : [];
    if (!of || batches[0]?.place < of.lastPlace) {
      of?.stored.delete();
      of = this.#begin(id, offset);
      batches = this.#run.batches.all(id, of.lastId);
    }
    for (const [i, batch] of batches.entries()) {
      if (i % kBatchesPerTurn === kBatchesPerTurn - 1) await setImmediate(undefined, { signal });
      const found = this.#run.body.get(batch.id);
      const why = found && of.stored.addBatch(gunzipSync(found.body).toString('utf8'));
      if (why) throw new Error(`a stored batch of epoch ${epoch} cannot be read: ${why}`);
      of.lastId = Math.max(of.lastId, batch.id);
      of.lastPlace = batch.place;
    }
  }

  #begin(id, offset) {
    const { members, from, to, points } = this.#wanted;
    const stored = new this.#core.StoredEpoch(members, (from ?? -Infinity) - offset, (to ?? Infinity) - offset, points ?? 0);
    const begun = { stored, lastId: 0, lastPlace: -Infinity };
    this.#epochs.set(id, begun);
    return begun;
  }

  async #partOf({ id, epoch, clock_offset: clockOffset }, signal) {
    const offset = clockOffset ?? 0;
    const { stored } = this.#epochs.get(id);
    const atReceipt = (found) => ({ ...found, start: found.start + offset, end: found.end + offset });
    const part = {
      events: JSON.parse(stored.events()).map(({ t, ...event }) => ({ t: t + offset, ...event, epoch })),
      connections: JSON.parse(stored.connections())
        .map(({ freezes, episodes, notes, ...rest }) => ({
          epoch, ...rest, freezes: freezes.map(atReceipt), episodes: episodes.map(atReceipt), notes: notes.map(atReceipt),
        })),
      streams: [],
    };
    for (let i = 0; i < stored.streamCount(); i++) {
      part.streams.push(Buffer.from(stored.stream(i, epoch, offset)));
      await setImmediate(undefined, { signal });
    }
    if (!this.isReusable) {
      stored.delete();
      this.#epochs.delete(id);
    }
    return part;
  }
}
