// A client for Janus' videoroom over its HTTP API, limited to what one publisher and one subscriber need.
import { now, sleep } from './clock.mjs';

const kRoom = 1;
// Janus numbers the publisher's rids from the last one, here the largest layer, and starts with the first.
const kLargest = 0;
// The SFU needs a moment before it can offer a newly published stream.
const kPublishedMs = 1500;

export class Room {
  #answers = new Map(); // transaction -> resolve
  #transactions = 0;

  constructor(url) {
    this.url = url;
  }

  async open() {
    this.session = `/${(await this.#post('', { janus: 'create' })).data.id}`;
    this.#listen();
  }

  async #post(path, body) {
    const response = await fetch(this.url + path, { method: 'POST', body: JSON.stringify({
      transaction: this.#newTransaction(), ...body,
    }) });
    return response.json();
  }

  #newTransaction() {
    this.#transactions += 1;
    return `t${this.#transactions}`;
  }

  async #listen() {
    for (;;) {
      const response = await fetch(`${this.url}${this.session}?maxev=10`).catch(() => null);
      if (!response) await sleep(500); // the path to the SFU is cut at the moment
      for (const event of response ? [await response.json()].flat() : []) this.#answers.get(event.transaction)?.(event);
    }
  }

  async attach() {
    const { data } = await this.#post(this.session, { janus: 'attach', plugin: 'janus.plugin.videoroom' });
    return `${this.session}/${data.id}`;
  }

  /** Sends a request to the plugin and resolves to the event that answers it; that may arrive before the acknowledgement. */
  async ask(handle, body, jsep) {
    const transaction = this.#newTransaction();
    const answer = new Promise((done) => this.#answers.set(transaction, done));
    await this.#post(handle, { janus: 'message', transaction, body, ...(jsep && { jsep }) });
    const event = await answer;
    this.#answers.delete(transaction);
    const error = event.plugindata?.data?.error ?? event.error?.reason;
    if (error) throw new Error(`the SFU refuses ${body.request}: ${error}`);
    return event;
  }

  async publish(end) {
    const handle = await this.attach();
    await end.prepareCall();
    const offer = { type: 'offer', sdp: await end.offer() };
    const { jsep, plugindata } = await this.ask(handle, { request: 'joinandconfigure', ptype: 'publisher', room: kRoom }, offer);
    await end.accept(jsep.sdp);
    await sleep(kPublishedMs);
    return plugindata.data.id;
  }

  async subscribe(end, feed) {
    this.subscription = await this.attach();
    this.subscriber = end;
    const { jsep } = await this.ask(this.subscription, { request: 'join', ptype: 'subscriber', room: kRoom, streams: [{ feed }] });
    await this.ask(this.subscription, { request: 'start' }, { type: 'answer', sdp: await end.answer(jsep.sdp) });
    await this.configure({ substream: kLargest });
  }

  /** Settings of the subscribed video: {substream}, {temporal} or {send}. */
  async configure(settings) {
    await this.ask(this.subscription, { request: 'configure', streams: [{ mid: this.subscriber.videoMid(), ...settings }] });
    return now();
  }
}
