// Sends batches. The default is a beacon, whose outcome is unknown; confirmed delivery reads the response and retries.
import { textOf } from './errors.js';
import { kBeaconFlightMs, kConfirmAfterMs } from './delivery_limits.js';
import { createFlightBudget } from './flight_budget.js';
import { kGone, kHandedOver, kInFlight, kPacking, kWaiting } from './queue.js';
import { createRetry } from './retry.js';
import { beaconCarries, callSend, gzip, post, sendBeacon } from './transports.js';

/**
 * `onSettled(item, result)` is called when an item has left the queue as 'sent' or 'refused';
 * `onBack(item)` if a 'sent' one turns out not to be.
 */
export function createDelivery({ settings, url, queue, errors, onSettled, onBack }) {
  const confirmed = settings.delivery === 'confirmed';
  let byBeacon = url && beaconCarries(settings, url);
  const beacons = new Set(); // in flight
  const budget = createFlightBudget();
  const retry = createRetry();
  let timer = null;

  function pumpLater(ms) {
    clearTimeout(timer);
    timer = setTimeout(pump, Math.ceil(ms));
  }

  function settle(item, result) {
    item.state = kGone;
    if (queue.remove(item)) onSettled(item, result);
  }

  function takeOutcome(item, failures, { taken, refused, retryAfterMs, message }) {
    if (taken) {
      retry.succeeded();
      return settle(item, 'sent');
    }
    errors.report('delivery', message);
    if (refused) {
      retry.succeeded(); // the server is reachable, and well enough to judge
      return settle(item, 'refused');
    }
    item.state = kWaiting;
    retry.failed(failures, retryAfterMs);
    return undefined;
  }

  async function sendItem(item, hiding, packed) {
    item.state = kInFlight;
    const { failures } = retry;
    const giveBack = budget.take(packed?.length ?? item.bytes);
    const outcome = await (settings.send ? callSend(settings, item, hiding) : post(settings, url, item, packed));
    giveBack();
    takeOutcome(item, failures, outcome);
    pump();
  }

  // While offline, only fetch is used, because it reports failure: a beacon would be lost, unless it is confirmed later.
  const mayBeacon = () => byBeacon && (confirmed || navigator.onLine !== false);

  // Whether a request may be made now; if not, schedules the pump for when it may.
  function mayRequest() {
    const waitMs = retry.waitMs(); // read only once: if it ran out in between, nothing would return to the item
    if (waitMs > 0) pumpLater(waitMs);
    return waitMs <= 0;
  }

  async function packAndSend(item) {
    item.state = kPacking;
    const giveBack = budget.take(item.bytes); // reserved while it is packed, as it is about to leave
    const packed = await gzip(item).catch((error) => { errors.report('delivery', `gzip failed (${textOf(error)}): sent uncompressed`); });
    giveBack();
    if (item.state !== kPacking) return; // the page was hidden meanwhile and it was sent plain
    if (!confirmed && mayBeacon() && beacon(item, packed)) pump(); // there is room for others now
    else if (mayRequest()) await sendItem(item, false, packed);
    else item.state = kWaiting;
  }

  // True if the browser accepted the beacon.
  function beacon(item, packed) {
    if (!sendBeacon(settings, url, item, packed)) return false;
    const giveBack = budget.take(packed?.length ?? item.bytes);
    beacons.add(item);
    setTimeout(() => {
      beacons.delete(item);
      giveBack();
      pump();
    }, kBeaconFlightMs);
    if (confirmed) {
      item.state = kHandedOver;
      setTimeout(() => {
        if (item.state === kHandedOver) item.state = kWaiting;
        pump();
      }, kConfirmAfterMs);
    } else {
      settle(item, 'sent');
    }
    return true;
  }

  // Starts sending one item. Returns the promise of the attempt, undefined if the item cannot leave now.
  function launch(item) {
    if (!budget.has(item.bytes)) return undefined;
    const packs = settings.gzip && !settings.send && typeof CompressionStream === 'function';
    if (!confirmed && mayBeacon()) {
      if (packs) return packAndSend(item);
      if (beacon(item)) return Promise.resolve();
    }
    if (!mayRequest()) return undefined;
    return packs ? packAndSend(item) : sendItem(item, false);
  }

  /** Sends the items that may leave now. Resolves when every attempt begun here has ended. */
  const pump = errors.guarded(async () => {
    const attempts = [];
    for (const item of queue.inState(kWaiting)) {
      const attempt = launch(item);
      if (!attempt) break;
      attempts.push(attempt);
      // After a failure a single item probes the connection; the others follow if it succeeds.
      if (retry.failures > 0 && (item.state === kInFlight || item.state === kPacking)) break;
    }
    await Promise.all(attempts);
  });

  return {
    pump,
    /** The page may be gone in a moment: sends everything now, not gzipped, regardless of the flight budget. */
    pumpHiding() {
      for (const item of queue.inState(kWaiting, kPacking)) {
        if (!mayBeacon() || !beacon(item)) sendItem(item, true);
      }
    },
    /**
     * The page's policy blocks sending to `address`. A beacon does not report that,
     * so those in flight return to the queue, and fetch is used from now on.
     */
    blocked(address) {
      if (!url || address !== url.href.replace(/#.*/, '')) return;
      errors.report(
        'delivery',
        `the page's content security policy forbids sending to ${url.origin}${url.pathname}: add ${url.origin} to its connect-src`,
      );
      byBeacon = false;
      for (const item of beacons) {
        const gone = item.state === kGone;
        item.state = kWaiting;
        if (gone) onBack(item);
      }
      beacons.clear();
    },
    /** The network or the page is back. */
    wake() {
      retry.resetBackoff();
      pump();
    },
  };
}
