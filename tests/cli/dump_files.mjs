// The recorded call as other tools would dump it.

const kTypes = { 'inbound-rtp': 1, transport: 5, 'candidate-pair': 6 };
const kMembers = {
  timestamp: 't', ssrc: 10, kind: 11, mid: 18, framesDecoded: 20, totalInterFrameDelay: 28, totalSquaredInterFrameDelay: 29,
  bytesReceived: 41, pliCount: 44,
};

/** Recorded lines as an rtcstats dump, format 3: names as numbers, times and reports as deltas. */
export function rtcstatsDump(lines) {
  const out = ['RTCStatsDump', JSON.stringify({ fileFormat: 3 })];
  const last = {};
  let time = 0;
  const add = (method, pc, value, t) => {
    out.push(JSON.stringify([method, pc, value, t - time]));
    time = t;
  };
  for (const { t, pc, conn, report } of lines.map((line) => JSON.parse(line))) {
    if (!time) add(25, pc, conn, t);
    const delta = { t: report[0].timestamp };
    for (const { id, timestamp, ...members } of report) {
      const changed = Object.entries(members).filter(([name, value]) => last[id]?.[name] !== value);
      const compressed = changed.map(([name, value]) => [kMembers[name] ?? name, name === 'type' ? kTypes[value] : value]);
      if (compressed.length) delta[id] = Object.fromEntries(compressed);
      last[id] = members;
    }
    add('g', pc, delta, t);
  }
  return `${out.join('\n')}\n`;
}

/** Recorded lines as chrome://webrtc-internals writes them: one series per member. */
export function internalsDump(lines, indent = 1) {
  const connections = {};
  for (const { pc, report } of lines.map((line) => JSON.parse(line))) {
    const { stats } = (connections[pc] ??= { url: '', updateLog: [], stats: {} });
    for (const { id, type, ...members } of report) {
      for (const [name, value] of Object.entries(members)) {
        const time = new Date(members.timestamp).toISOString();
        const series = (stats[`${id}-${name}`] ??= { startTime: time, statsType: type, values: [] });
        series.endTime = time;
        series.values.push(value);
      }
    }
  }
  for (const { stats } of Object.values(connections)) {
    for (const series of Object.values(stats)) series.values = JSON.stringify(series.values);
  }
  return JSON.stringify({ getUserMedia: [], PeerConnections: connections, UserAgent: 'x' }, null, indent);
}
