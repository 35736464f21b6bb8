// Collects the events of a recorded call, in memory that does not grow with its length.

const kMaxOthers = 1000;  // of those other than freezes and pauses
const kStretches = ['freeze', 'paused', 'source-stopped', 'static'];

export class CallEvents {
  kept = [];
  leftOut = 0;
  #others = 0;

  /** `events`: a JSON array as CallReader.events gives it. */
  add(events) {
    for (const event of JSON.parse(events)) {
      const isStretch = kStretches.includes(event.type) && event.phase === 'end';
      if (!isStretch && ++this.#others > kMaxOthers) this.leftOut++;
      else this.kept.push(event);
    }
  }
}
