// A session of the core, fed as the page feeds it: one row of doubles per stats object, in the layout of statTable().

const kDue = 4;       // flags returned by poll()
const kReleased = 8;

export class CoreSession {
  constructor(core) {
    this.core = core;
    this.session = new core.Session(1);
    this.session.setSessionId('recorded');
    this.ids = new Map();
    this.labels = new Map();
    this.handles = new Map();
    this.batches = [];
    this.plan = new Map(core.statTable().trim().split('\n').map((line, number) => [
      line.split('\t')[0], { number, members: membersOf(line) },
    ]));
  }

  // Takes one poll of a recorded call. Returns the resulting sample, in the form of sampleJson().
  poll(poll) {
    if (!this.handles.has(poll.pc)) this.handles.set(poll.pc, this.session.openConnection(poll.pc));
    const handle = this.handles.get(poll.pc);
    const { t, perf, getStatsMs, conn, ice, visible } = poll;
    const host = { type: 'host', timestamp: t, t, perf, getStatsMs, conn, ice, visible };
    const doubles = [host, ...poll.report].flatMap((object) => this.row(object));
    const address = this.session.rows(doubles.length);
    new Float64Array(this.core.HEAPF64.buffer, address, doubles.length).set(doubles);
    const flags = this.session.poll(handle, doubles.length);
    const sample = JSON.parse(this.session.sampleJson(handle));
    if (flags & kReleased) this.forget(this.session.takeReleasedIds().split(',').map(Number));
    if (flags & kDue) this.batches.push(...this.drain('full'));
    return sample;
  }

  finish() {
    return this.drain('stop');
  }

  delete() {
    this.session.delete();
  }

  drain(reason) {
    const texts = [];
    for (let text = this.session.nextBatch(reason); text !== ''; text = this.session.nextBatch(reason)) {
      const at = this.session.batchSentAtOffset();
      texts.push(at < 0 ? text : `${text.slice(0, at)}0${text.slice(at)}`);
    }
    return texts;
  }

  row(object) {
    const plan = this.plan.get(object.type);
    if (!plan) return [];
    const id = object.type === 'host' ? 0 : this.number(this.ids, object.id, 'internId');
    return [plan.number, id, Number(object.timestamp), ...plan.members.map((member) => this.value(object, member))];
  }

  value(object, { letter, paths }) {
    const value = paths.map((path) => path.split('.').reduce((at, name) => at?.[name], object)).find((one) => one !== undefined
      && one !== null);
    if (value === undefined) return NaN;
    if (letter === 'n') return value === '' ? NaN : Number(value);
    if (letter === 'b') return value === true || value === 'true' ? 1 : 0;
    return letter === 'i' ? this.number(this.ids, String(value), 'internId') : this.number(this.labels, String(value), 'internLabel');
  }

  number(known, text, intern) {
    if (!known.has(text)) known.set(text, this.session[intern](text));
    return known.get(text);
  }

  forget(numbers) {
    for (const [text, number] of this.ids) {
      if (numbers.includes(number)) this.ids.delete(text);
    }
  }
}

function membersOf(line) {
  return line.split('\t')[1].split(',').filter(Boolean).map((member) => ({ letter: member[0], paths: member.slice(1).split('|') }));
}
