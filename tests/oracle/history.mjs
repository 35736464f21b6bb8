// The history of each stats object from poll to poll: its interval, and a memory that lives as long as the object.
import { difference, groupOfMember, groupsOf } from './counters.mjs';

const kSleepMs = 30_000;       // no rate is computed over a longer interval
const kRememberedPolls = 60;   // an object that was absent for longer is a new one
const kStepMs = 1000;          // clocks that diverge by more than this, and by more than half of the interval, were set

const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);

// One object between two polls. `seconds` is undefined if nothing can be said about the interval.
class Interval {
  constructor(name, now, before, why, memory) {
    this.name = name;  // the id under which the object first appeared
    this.now = now;
    this.before = before;
    this.why = why;  // ok, new, reset, repeated, backwards, sleep, step
    this.memory = memory;
    this.seconds = why === 'ok' ? (now.timestamp - before.timestamp) / 1000 : undefined;
    this.broken = why === 'ok' ? brokenGroups(now, before) : new Set();
  }

  gauge(member) {
    return isNumber(this.now[member]) ? this.now[member] : undefined;
  }

  delta(member) {
    if (this.why !== 'ok' || !isNumber(this.now[member]) || !isNumber(this.before[member])) return undefined;
    if (this.broken.has(groupOfMember(this.now.type, member))) return undefined;
    return difference(member, this.now[member], this.before[member]);
  }

  // Like delta(), for a counter that appears in the report with its first event: before that it was 0. If its growth would then exceed that
  // of `whole`, of which it is a part, the report had merely omitted it, and the growth is unknown.
  deltaFromAbsent(member, whole) {
    if (this.why !== 'ok' || !isNumber(this.now[member]) || this.before[member] !== undefined) return this.delta(member);
    return this.now[member] > this.delta(whole) ? undefined : this.now[member];
  }

  rate(member) {
    const change = this.delta(member);
    return change === undefined ? undefined : change / this.seconds;
  }

  mean(sum, count, scale = 1) {
    const total = this.delta(sum);
    const divisor = this.delta(count);
    return total === undefined || !(divisor > 0) ? undefined : (scale * total) / divisor;
  }
}

function pick(object, keys) {
  return Object.fromEntries(keys.map((key) => [key, object[key]]));
}

function brokenGroups(now, before) {
  const fell = (group) => groupsOf(now.type)[group].some((member) => isNumber(now[member]) && isNumber(before[member]) && difference(
    member, now[member], before[member],
  ) < 0);
  return new Set(Object.keys(groupsOf(now.type)).filter(fell));
}

// All objects of one connection.
export class History {
  constructor() {
    this.poll = -1;
    this.entries = [];
  }

  // Takes a report. Afterwards intervalOf() answers for each of its objects.
  take(report, perf) {
    this.poll += 1;
    this.intervals = new Map();
    this.entries = this.entries.filter((entry) => this.poll - entry.poll <= kRememberedPolls + 1);
    for (const object of report.objects) {
      const entry = this.entryFor(object, report);
      this.intervals.set(object, this.advance(entry, object, perf));
    }
  }

  intervalOf(object) {
    return object && this.intervals.get(object);
  }

  entryFor(object, report) {
    const sameObject = (entry) => entry.object.type === object.type && entry.object.id === object.id && entry.object.ssrc === object.ssrc;
    const moved = (entry) => entry.object.type === object.type && object.ssrc !== undefined && entry.object.ssrc === object.ssrc
      && entry.object.kind === object.kind && !report.byId.has(entry.object.id);
    const away = (entry) => entry.poll < this.poll - 1;
    const continues = (entry) => brokenGroups(object, entry.object).size === 0;

    const known = this.entries.find(sameObject);
    const old = known ?? this.entries.filter(moved).sort((a, b) => b.poll - a.poll)[0];
    if (old && ((known && !away(old)) || continues(old))) return old;
    if (old) this.entries.splice(this.entries.indexOf(old), 1);
    const entry = { name: object.id, object: undefined, perf: undefined, poll: -1, memory: {} };
    this.entries.push(entry);
    return entry;
  }

  advance(entry, object, perf) {
    const why = this.judge(entry, object, perf);
    if (why === 'new') entry.memory = {};
    else if (why !== 'ok' && why !== 'repeated') {
      entry.memory = pick(entry.memory, ['framesReceivedDiffered', 'emittedMore', 'emittedKnown']);
    }
    const interval = new Interval(entry.name, object, entry.object, why, entry.memory);
    entry.poll = this.poll;
    if (why !== 'repeated') {
      entry.perf = perf;
      entry.object = object;
    } else {
      entry.object = { ...entry.object, id: object.id };
    }
    return interval;
  }

  judge(entry, now, perf) {
    const before = entry.object;
    if (!before) return 'new';
    const elapsed = now.timestamp - before.timestamp;
    if (elapsed === 0) return 'repeated';
    if (brokenGroups(now, before).has('main')) return 'reset';
    if (!(elapsed > 0)) return 'backwards';
    if (elapsed > kSleepMs) return 'sleep';
    if (!now.type.startsWith('remote-') && isNumber(perf) && isNumber(entry.perf)) {
      const passed = perf - entry.perf;
      if (Math.abs(elapsed - passed) > Math.max(kStepMs, passed / 2)) return 'step';
    }
    return 'ok';
  }
}
