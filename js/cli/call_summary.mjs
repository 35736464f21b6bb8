// Collects the core's output for a recorded call, connection by connection, in memory that does not grow with its length. Judges nothing.
import { ThinColumns } from './thin_columns.mjs';

const kPlotted = ['framesDecodedPerSecond', 'bitrate', 'packetLoss', 'rtt'];
const kMostEvents = 1000;  // of those that are no stretch of time
const kStretches = ['freeze', 'paused', 'source-stopped', 'static'];

class Connection {
  samples = 0;
  first = null;
  last = null;
  streams = new Map();  // stats id, '' for the connection itself -> { kind, id, data }

  add({ kind, t, stream = '', ...members }) {
    if (kind === 'connection') {
      this.samples++;
      this.first = Math.min(this.first ?? t, t);  // a clock may be set back
      this.last = Math.max(this.last ?? t, t);
    }
    if (!this.streams.has(stream)) this.streams.set(stream, { kind, id: stream, data: new ThinColumns(kPlotted) });
    this.streams.get(stream).data.add(t, members);
  }

  /** [{ id, t, columns }], one per received video. */
  videos() {
    return [...this.streams.values()].filter(({ kind }) => kind === 'inboundVideo').map(({ id, data }) => ({ id, ...data.finish() }));
  }
}

export class CallSummary {
  connections = new Map();
  events = [];
  eventsLeftOut = 0;
  #others = 0;

  #connection(id) {
    if (!this.connections.has(id)) this.connections.set(id, new Connection());
    return this.connections.get(id);
  }

  /** `lines`: JSON lines as CallReader.samples gives them. */
  addSamples(lines) {
    for (const line of lines.split('\n')) {
      if (!line) continue;
      const { connection, ...sample } = JSON.parse(line);
      this.#connection(connection).add(sample);
    }
  }

  /** `events`: a JSON array as CallReader.events gives it. */
  addEvents(events) {
    for (const event of JSON.parse(events)) {
      const isStretch = kStretches.includes(event.type) && event.phase === 'end';
      if (!isStretch && ++this.#others > kMostEvents) this.eventsLeftOut++;
      else this.events.push(event);
    }
  }
}
