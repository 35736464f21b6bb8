// One end of a call. The faults (faults/*.mjs) call its methods. A method that acts returns the time at which it did.
import { now, sleep } from './clock.mjs';
import { Picture, audioTrack, camera } from './pictures.mjs';
import { Recorder } from './recorder.mjs';

const kGatheringLimitMs = 5000;
const kStateLimitMs = 15_000;

export class End {
  sources = []; // in the order in which they were added
  videos = []; // their transceivers

  /** plan: {codec, taps, sends: [picture, …], hertz, channel, configuration?} as made by run/plan.mjs and run/labs.mjs */
  constructor(name, plan, witness) {
    Object.assign(this, { name, plan, witness });
    this.pc = new RTCPeerConnection(plan.configuration);
    this.recorder = new Recorder(name, this.pc);
    this.pc.addEventListener('track', ({ track, receiver }) => this.#receive(track, receiver));
    this.pc.addEventListener('datachannel', ({ channel }) => { channel.onmessage = () => {}; });
  }

  #receive(track, receiver) {
    this.witness.watch(this.name, track);
    if (!this.plan.taps || receiver.transform) return;
    this.tapper ??= new Worker('tap_worker.mjs', { type: 'module' });
    receiver.transform = new RTCRtpScriptTransform(this.tapper, { key: track.id });
  }

  // ---- signalling: complete descriptions, no trickle ICE ----

  async prepareCall() {
    if (this.plan.hertz) this.voiceSender = this.pc.addTransceiver(await this.#voice(), { streams: [new MediaStream()] }).sender;
    for (const picture of this.plan.sends) await this.addVideo(picture);
    if (this.plan.channel) this.channel = this.pc.createDataChannel('lab');
  }

  async #voice() {
    this.audio = await audioTrack(this.plan.hertz);
    return this.audio;
  }

  async addVideo(picture) {
    const source = await this.#source(picture);
    const encodings = picture.encodings ? { sendEncodings: picture.encodings } : {};
    const direction = picture.oneWay ? 'sendonly' : 'sendrecv';
    const transceiver = this.pc.addTransceiver(source.track, { direction, streams: [new MediaStream()], ...encodings });
    this.videos.push(transceiver);
    this.preferCodec(picture.codec ?? this.plan.codec, this.videos.length - 1);
    return now();
  }

  async #source(picture) {
    const source = picture.style === 'camera' ? await camera(picture) : new Picture(picture);
    this.sources.push(source);
    return source;
  }

  async offer() {
    return this.#describe(await this.pc.createOffer());
  }

  async answer(sdp) {
    await this.pc.setRemoteDescription({ type: 'offer', sdp });
    await this.#sendBack();
    return this.#describe(await this.pc.createAnswer());
  }

  accept(sdp) {
    return this.pc.setRemoteDescription({ type: 'answer', sdp });
  }

  /** On the first offer: puts this end's media on the transceivers of the offer. */
  async #sendBack() {
    if (this.answered) return;
    this.answered = true;
    const free = (kind) => this.pc.getTransceivers().find((t) => t.receiver.track.kind === kind && !t.sender.track);
    const send = async (transceiver, track) => {
      transceiver.direction = 'sendrecv';
      await transceiver.sender.replaceTrack(track);
    };
    if (this.plan.hertz && free('audio')) await send(free('audio'), await this.#voice());
    for (const picture of this.plan.sends) {
      const transceiver = free('video');
      await send(transceiver, (await this.#source(picture)).track);
      this.videos.push(transceiver);
    }
  }

  async #describe(description) {
    await this.pc.setLocalDescription(description);
    const limit = now() + kGatheringLimitMs;
    while (this.pc.iceGatheringState !== 'complete' && now() < limit) await sleep(20);
    return this.pc.localDescription.sdp;
  }

  async connected() {
    const limit = now() + kStateLimitMs;
    while (this.pc.connectionState !== 'connected') {
      if (now() > limit) throw new Error(`${this.name}: still ${this.pc.connectionState} after ${kStateLimitMs} ms`);
      await sleep(20);
    }
    return now();
  }

  restartIce() {
    this.pc.restartIce();
  }

  // ---- recording ----

  poll(periodMs) {
    this.recorder.run(periodMs);
  }

  stopPolling() {
    this.recorder.stop();
  }

  #received(n) {
    return this.witness.tracks.filter((seen) => seen.pc === this.name && seen.kind === 'video')[n];
  }

  /** Identifier of the n-th received video. */
  trackId(n) {
    return this.#received(n)?.track ?? null;
  }

  framesSeen(n) {
    return this.#received(n)?.rvfc.length ?? 0;
  }

  videoMid() {
    return this.pc.getTransceivers().find((t) => t.receiver.track.kind === 'video').mid;
  }

  // ---- the receiver's faults ----

  /** mode: 'pass', 'drop' or 'garble'; kind and n choose the received track. */
  tap(mode, kind, n) {
    const key = this.witness.tracks.filter((seen) => seen.pc === this.name && seen.kind === kind)[n].track;
    return new Promise((done) => {
      this.tapper.onmessage = ({ data }) => done(data);
      this.tapper.postMessage({ key, mode });
    });
  }

  /** Blocks this page's main thread: `share` of every `periodMs`, for `ms`. Resolves at the end. */
  async block(ms, share = 1, periodMs = ms) {
    const start = now();
    while (now() < start + ms) {
      const until = now() + periodMs * share;
      while (now() < until);
      await sleep(periodMs * (1 - share));
    }
    return { start, end: now() };
  }

  burn(threads) {
    this.burners = Array.from({ length: threads }, () => new Worker('burn_worker.mjs'));
    return now();
  }

  stopBurning() {
    for (const burner of this.burners) burner.terminate();
    return now();
  }

  // ---- the sender's actions ----

  preferCodec(codec, n = 0) {
    const all = RTCRtpReceiver.getCapabilities('video').codecs;
    const wanted = all.filter(({ mimeType }) => mimeType.toLowerCase() === `video/${codec.toLowerCase()}`);
    if (!wanted.length) throw new Error(`this browser has no ${codec}; choose another with --codec`);
    this.videos[n].setCodecPreferences([...wanted, ...all.filter((c) => !wanted.includes(c))]);
    return now();
  }

  async replaceTrack(on, n = 0) {
    await this.videos[n].sender.replaceTrack(on ? this.sources[n].track : null);
    return now();
  }

  async replaceSound(on) {
    await this.voiceSender.replaceTrack(on ? this.audio : null);
    return now();
  }

  /** Sets members of the encodings at `layers`, or of all encodings. */
  async setEncoding(members, n = 0, layers = null) {
    const parameters = this.videos[n].sender.getParameters();
    parameters.encodings.forEach((encoding, i) => {
      if (!layers || layers.includes(i)) Object.assign(encoding, members);
    });
    await this.videos[n].sender.setParameters(parameters);
    return now();
  }

  async clearEncoding(member, n = 0) {
    const parameters = this.videos[n].sender.getParameters();
    for (const encoding of parameters.encodings) delete encoding[member];
    await this.videos[n].sender.setParameters(parameters);
    return now();
  }

  setDirection(direction, n = 0) {
    this.videos[n].direction = direction;
    return now();
  }

  enable(on, n = 0) {
    this.sources[n].track.enabled = on;
    return now();
  }

  enableAudio(on) {
    this.audio.enabled = on;
    return now();
  }

  /** Frames per second of a drawn source; 0 makes it static, null restores the source's own rate. */
  setFps(fps, n = 0) {
    return this.sources[n].setFps(fps ?? this.sources[n].fullFps);
  }

  stopTrack(n = 0) {
    this.sources[n].track.stop();
    return now();
  }

  stopVideo(n = 0) {
    this.videos.splice(n, 1)[0].stop();
    this.sources.splice(n, 1);
    return now();
  }

  close() {
    this.pc.close();
    return now();
  }

  /** Sends a message of `bytes` every `periodMs` from now on; 0 stops it. */
  sendData(bytes, periodMs) {
    clearInterval(this.chatter);
    if (bytes) this.chatter = setInterval(() => this.channel.send(new Uint8Array(bytes)), periodMs);
    return now();
  }
}
