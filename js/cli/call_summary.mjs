// Gathers what the core tells of a recorded call into one summary per connection. Nothing is judged here.

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

function stretchOf({ t, type, stream, durationMs, intervalMs, count = 1, precision, cause, confidence }) {
  return { type, stream, start: t - (intervalMs ?? durationMs), end: t, durationMs, count, precision, cause, confidence };
}

class Connection {
  samples = 0;
  first = null;
  last = null;
  labels = new Map();
  video = new Map();  // stream -> columns { t, framesDecodedPerSecond, bitrate, isFrozen }
  freezes = [];
  episodes = [];

  addSample({ kind, t, stream, label, framesDecodedPerSecond = null, bitrate = null, isFrozen = null }) {
    if (kind === 'connection') {
      this.samples++;
      this.first ??= t;
      this.last = t;
    }
    if (label) this.labels.set(stream, label);
    if (kind !== 'inboundVideo') return;
    if (!this.video.has(stream)) this.video.set(stream, { t: [], framesDecodedPerSecond: [], bitrate: [], isFrozen: [] });
    const columns = this.video.get(stream);
    for (const [name, value] of Object.entries({ t, framesDecodedPerSecond, bitrate, isFrozen })) columns[name].push(value);
  }

  /** What is over has its bounds and its length; a freeze that ends with no length was none. */
  addEvent(event) {
    if (event.phase !== 'end' || !(event.durationMs > 0)) return;
    const { type, ...stretch } = stretchOf(event);
    if (type === 'freeze') this.freezes.push(stretch);
    else this.episodes.push({ type, ...stretch });
  }

  get frozenMs() {
    return sum(this.freezes.map(({ durationMs }) => durationMs));
  }
}

export class CallSummary {
  connections = new Map();

  #connection(id) {
    if (!this.connections.has(id)) this.connections.set(id, new Connection());
    return this.connections.get(id);
  }

  /** `lines`: JSON lines as CallReader.samples gives them. */
  addSamples(lines) {
    for (const line of lines.split('\n')) {
      if (!line) continue;
      const sample = JSON.parse(line);
      this.#connection(sample.connection).addSample(sample);
    }
  }

  /** `events`: a JSON array as CallReader.events gives it. */
  addEvents(events) {
    for (const event of JSON.parse(events)) if (event.connection !== undefined) this.#connection(event.connection).addEvent(event);
  }
}
