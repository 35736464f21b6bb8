// Between the core and the delivery: takes batches from the core while there is room in the queue, and counts their outcomes.
import { openCarryOver } from './carry_over.js';
import { now } from './clock.js';
import { createDelivery } from './delivery.js';
import { kQueueFullBytes, kQueueMaxBytes } from './delivery_limits.js';
import { kMaxTags, newEpoch } from './identity.js';
import { bodyOf, createQueue, toItem } from './queue.js';

export function createOutbox({ settings, core, emitter, errors }) {
  const counts = { made: 0, sent: 0, dropped: 0, samplesDropped: 0 };
  const { url } = settings;
  const sends = url || settings.send;
  let carryOver = null;
  let resuming = null;
  let leftBehind = []; // batches of earlier page loads, oldest first

  function drop(item) {
    counts.dropped += 1;
    counts.samplesDropped += item.samples;
    // A batch left behind by another session does not count as lost in this one.
    if (item.sessionId === settings.sessionId) core.addLost(item.samples + (item.givenUp ?? 0), 1);
    carryOver?.forget(item);
  }
  const queue = createQueue();
  const delivery = createDelivery({
    settings, url, queue, errors,
    onSettled(item, result) {
      if (result === 'refused') drop(item);
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

  // One at a time, and only while no batch of this page waits: the earlier page is gone, and its batches are safe in IndexedDB.
  function takeLeftBehind() {
    if (queue.size === 0 && leftBehind.length > 0) queue.push(leftBehind.shift());
  }

  function add(item) {
    queue.push(item);
    carryOver?.keep(item);
  }

  // Without the core the reports read cannot become samples, but their number can be reported:
  // in an epoch of its own, since the core starts at seq 0.
  function reportGivenUp(reason) {
    const lost = core.giveUp();
    if (lost.samples + lost.batches === 0 || !sends || settings.format === 'points') return;
    const id = { sessionId: settings.sessionId, epoch: newEpoch() };
    const text = JSON.stringify({
      schema: settings.format, ...id, seq: 0, sentAt: now(), token: settings.token || undefined,
      tags: Object.fromEntries(Object.entries(settings.tags).filter(([, tag]) => tag).slice(0, kMaxTags)),
      lost, connections: [], flush: reason,
    });
    counts.made += 1;
    add(toItem({ text, sentAtOffset: -1, samples: 0, seq: 0, givenUp: lost.samples }, { ...id, reason }));
  }

  function emitEvents() {
    if (emitter.has('event')) for (const event of core.events()) emitter.emit('event', event);
  }

  // Once `maxBytes` are queued, samples stay in the core, which drops the oldest and keeps the events.
  function make(reason, maxBytes) {
    // Events are emitted before a batch removes them from the core.
    for (emitEvents(); queue.bytes < maxBytes; emitEvents()) {
      const batch = core.nextBatch(reason);
      if (!batch) return;
      counts.made += 1;
      const item = toItem(batch, { sessionId: settings.sessionId, epoch: core.epoch, reason });
      if (sends) add(item); // first: Firefox may end the page's last event in the middle of a listener
      emitter.emit('batch', {
        body: bodyOf(item), seq: item.seq, samples: item.samples, reason, sessionId: item.sessionId, epoch: item.epoch,
      });
    }
  }

  const resume = errors.guarded(async () => {
    if (!settings.carryOver || !url) return;
    carryOver = await openCarryOver({ epoch: core.epoch, url, format: settings.format, errors });
    for (const item of queue.all()) carryOver.keep(item); // those made before it was open
    leftBehind = (await carryOver.leftBehind()).map((record) => toItem(record, record));
    takeLeftBehind();
    await delivery.pump();
  });

  return {
    counts,
    get queued() { return queue.size; },
    emitEvents,
    /** Makes batches of everything collected and sends them. Resolves when every attempt has ended. */
    flush: errors.guarded(async (reason) => {
      make(reason, kQueueFullBytes);
      await delivery.pump();
    }),
    /** The page is hidden and may not come back. */
    hide() {
      reportGivenUp('hide');
      make('hide', kQueueMaxBytes);
      delivery.pumpHiding();
    },
    show: () => delivery.wake(),
    blocked: delivery.blocked,
    /** Makes and sends the last batches of the epoch. Resolves when the queue is empty. */
    async stop() {
      for (let round = 0; round < 2; round += 1) { // the second one reports what was refused in the first
        reportGivenUp('stop');
        make('stop', Infinity);
        delivery.pump();
        await resuming; // it may add batches
        while (queue.size > 0) await queue.drained();
      }
      carryOver?.close();
    },
    /** Opens the carry-over, and sends the batches that earlier page loads left behind. */
    resume() { resuming = resume(); },
  };
}
