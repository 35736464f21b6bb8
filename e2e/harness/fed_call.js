// A call without media: deliveries need batches, not frames.
export const fedConnection = {
  connectionState: 'connected', iceConnectionState: 'connected', signalingState: 'stable', getStats: async () => new Map(),
};

let polls = 0;

/** Its next report, one second later than the last. */
export function fedReport() {
  polls += 1;
  const timestamp = performance.timeOrigin + polls * 1000;
  return [
    {
      id: 'IV', type: 'inbound-rtp', timestamp, kind: 'video', ssrc: 1, mid: '0', bytesReceived: 90_000 * polls,
      packetsReceived: 90 * polls, packetsLost: 0, framesDecoded: 15 * polls,
    },
    {
      id: 'IA', type: 'inbound-rtp', timestamp, kind: 'audio', ssrc: 2, mid: '1', bytesReceived: 4_000 * polls, packetsReceived: 50 * polls,
      packetsLost: 0,
    },
  ];
}
