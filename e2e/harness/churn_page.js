// A page in which real connections come and go while an agent polls them: ten at a time, 100 polls each. Load it after core_taps.js and
// before the agent, because it speeds up time a hundredfold. Sets window.churn.
{
  const { setTimeout: slowTimeout } = window;
  const speed = 100;
  const slowNow = performance.now.bind(performance);
  window.setTimeout = (action, ms = 0, ...args) => slowTimeout(action, ms / speed, ...args);
  performance.now = () => slowNow() * speed;

  const pollsOfEach = 100;
  const atATime = 10;
  let polls = 0;
  let streams = 0;

  // A connection whose getStats() reports a call that it does not carry: five videos with new ids.
  function open() {
    const connection = new RTCPeerConnection();
    const ids = Array.from({ length: 5 }, () => `IV${streams += 1}`);
    let asked = 0;
    connection.getStats = async () => {
      asked += 1;
      polls += 1;
      const timestamp = performance.timeOrigin + asked * 1000;
      const report = ids.map((id, index) => ({
        id, type: 'inbound-rtp', timestamp, kind: 'video', ssrc: 1000 + index, mid: String(index), trackIdentifier: `track of ${id}`,
        bytesReceived: 90_000 * asked, packetsReceived: 90 * asked, packetsLost: 0, framesDecoded: 15 * asked,
      }));
      if (asked === pollsOfEach) slowTimeout(() => connection.close());
      return report;
    };
    return connection;
  }

  window.churn = {
    get polls() { return polls; },
    start(options) {
      this.agent = window.rtcVitals.createAgent({ poll: 1, ...options });
      return this.agent.ready;
    },
    /** Runs ten connections from first to last poll, and waits until their batches are delivered. */
    async wave() {
      for (let i = 0; i < atATime; i++) this.agent.add(open());
      const busy = ({ connections, batches }) => connections + batches.queued > 0;
      while (busy(this.agent.stats())) await new Promise((resolve) => { slowTimeout(resolve, 10); });
    },
  };
}
