// From the core's batches to delivered ones: makes them when there is room for them, counts what became of them.
import { openCarryOver } from './carry_over.js';
import { now } from './clock.js';
import { createDelivery } from './delivery.js';
import { kQueueFullBytes, kQueueMostBytes } from './delivery_limits.js';
import { kMostTags, newEpoch } from './identity.js';
import { bodyOf, createQueue, toItem } from './queue.js';

export function createOutbox({ settings, core, emitter, errors }) {
  const counts = { made: 0, sent: 0, dropped: 0, samplesDropped: 0 };
  const { url } = settings;
  const sends = url || settings.send;
  let carryOver = null;
  let resuming = null;
  let leftBehind = []; // by earlier page loads, oldest first

  function drop(item) {
    counts.dropped += 1;
    counts.samplesDropped += item.samples;
    // What an earlier page of another session left behind is none of this one's.
    if (item.sessionId === settings.sessionId) core.addLost(item.samples + (item.givenUp ?? 0), 1);
    carryOver?.forget(item);
  }
  const queue = createQueue();
  const delivery = createDelivery({
    settings, url, queue, errors,
    onSettled(item, fate) {
      if (fate === 'refused') drop(item);
      else {
        counts.sent += 1;
        carryOver?.forget(item);
      }
      takeLeftBehind();
    },
    onBack(item) {
      counts.sent -= 1;
      queue.push(item);
    },
  });

  // One at a time, and only while nothing of this page waits: that page is gone, and what it left is safe where it is.
  function takeLeftBehind() {
    if (queue.size === 0 && leftBehind.length > 0) queue.push(leftBehind.shift());
  }

  function add(item) {
    queue.push(item);
    carryOver?.keep(item);
  }

  // Without the core nothing can be made of what was read, but how much it was can be told: as an epoch of its own, since the core begins at seq 0.
  function tellGivenUp(reason) {
    const samples = core.giveUp();
    if (samples === 0 || !sends || settings.format === 'points') return;
    const id = { sessionId: settings.sessionId, epoch: newEpoch() };
    const text = JSON.stringify({
      schema: settings.format, ...id, seq: 0, sentAt: now(), token: settings.token || undefined,
      tags: Object.fromEntries(Object.entries(settings.tags).filter(([, tag]) => tag).slice(0, kMostTags)),
      lost: { samples, batches: 0 }, connections: [], flush: reason,
    });
    counts.made += 1;
    add(toItem({ text, sentAtOffset: -1, samples: 0, seq: 0, givenUp: samples }, { ...id, reason }));
  }

  function tellEvents() {
    if (emitter.has('event')) for (const event of core.events()) emitter.emit('event', event);
  }

  // While so much waits, samples stay in the core, which drops the oldest of them and keeps the events.
  function make(reason, mostBytes) {
    while (queue.bytes < mostBytes) {
      tellEvents(); // those that nobody has asked for yet: the batch takes them along
      const batch = core.nextBatch(reason);
      if (!batch) return;
      counts.made += 1;
      const item = toItem(batch, { sessionId: settings.sessionId, epoch: core.epoch, reason });
      emitter.emit('batch', { body: bodyOf(item), seq: item.seq, samples: item.samples, reason, sessionId: item.sessionId, epoch: item.epoch });
      if (sends) add(item);
    }
  }

  const resume = errors.guarded(async () => {
    if (!settings.carryOver || !url) return;
    carryOver = await openCarryOver({ epoch: core.epoch, url, format: settings.format, errors });
    for (const item of queue.all()) carryOver.keep(item); // made before
    leftBehind = (await carryOver.leftBehind()).map((record) => toItem(record, record));
    takeLeftBehind();
    await delivery.pump();
  });

  return {
    counts,
    get queued() { return queue.size; },
    tellEvents,
    /** Makes and sends what there is; resolves when each attempt has ended. */
    flush: errors.guarded(async (reason) => {
      make(reason, kQueueFullBytes);
      await delivery.pump();
    }),
    /** The page is hidden, perhaps for ever. */
    hide() {
      tellGivenUp('hide');
      make('hide', kQueueMostBytes);
      delivery.pumpHiding();
    },
    show: () => delivery.wake(),
    blocked: delivery.blocked,
    /** The last batch of the epoch; resolves when nothing is left. */
    async stop() {
      tellGivenUp('stop');
      make('stop', Infinity);
      delivery.pump();
      await resuming; // there may be more
      while (queue.size > 0) await queue.drained();
      carryOver?.close();
    },
    /** Sends what earlier page loads left behind. */
    resume() { resuming = resume(); },
  };
}
