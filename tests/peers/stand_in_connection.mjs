// A peer connection whose getStats() returns given reports, for libraries that poll a connection themselves. Runs in Node and in pages.

const kRtp = ['inbound-rtp', 'outbound-rtp', 'remote-inbound-rtp', 'remote-outbound-rtp', 'media-source', 'media-playout', 'codec'];

// Stats that belong to no stream (the transport and related objects) are in every report.
const isOfConnection = (stats) => !kRtp.includes(stats.type);

// Firefox does not name the source: there, each stream is treated as a sender of its own.
const sourceOf = (stream) => stream.mediaSourceId ?? stream.id;

// A receiver or a sender. getStats() returns its streams and the objects they refer to (W3C webrtc-stats, the selection algorithm of
// webrtc-pc 8.3).
class Carrier {
  #report;

  constructor(track, streams, report) {
    this.track = { ...track, enabled: true, readyState: 'live', muted: false };
    const wanted = new Set(streams.flatMap(({ id, codecId, remoteId, mediaSourceId, playoutId }) => [
      id, codecId, remoteId, mediaSourceId, playoutId,
    ]));
    const ofStream = (stats) => wanted.has(stats.id) || streams.some(({ id }) => stats.localId === id);
    this.#report = new Map([...report].filter(([, stats]) => isOfConnection(stats) || ofStream(stats)));
  }

  getStats() {
    return Promise.resolve(this.#report);
  }
}

export class StandInConnection extends EventTarget {
  connectionState = 'connected';
  iceConnectionState = 'connected';
  iceGatheringState = 'complete';
  signalingState = 'stable';
  #report = new Map();
  #receivers = [];
  #senders = [];

  /** Sets what getStats() returns from now on: a Map of stats objects by id. */
  show(report, { conn = 'connected', ice = 'connected' } = {}) {
    Object.assign(this, { connectionState: conn, iceConnectionState: ice });
    this.#report = report;
    const streams = [...report.values()];
    this.#receivers = streams.filter((stats) => stats.type === 'inbound-rtp')
      .map((stream) => new Carrier({ id: stream.trackIdentifier, kind: stream.kind }, [stream], report));
    const sent = streams.filter((stats) => stats.type === 'outbound-rtp');
    this.#senders = [...new Set(sent.map(sourceOf))].map((source) => {
      const layers = sent.filter((stream) => sourceOf(stream) === source);  // of simulcast
      return new Carrier({ id: report.get(source)?.trackIdentifier ?? source, kind: layers[0].kind }, layers, report);
    });
  }

  getStats() {
    return Promise.resolve(this.#report);
  }

  getReceivers() {
    return this.#receivers;
  }

  getSenders() {
    return this.#senders;
  }
}
