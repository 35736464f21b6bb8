// What the viewer saw: when each frame of each received track was presented, and (Chromium) when it left the decoder.
import { now } from './clock.mjs';

const readsFrames = 'MediaStreamTrackProcessor' in self;

export class Witness {
  tracks = []; // {pc, kind, track, rvfc: [times], mstp: [times], endedAt}

  constructor() {
    if (readsFrames) this.reader = new Worker('frames_worker.mjs', { type: 'module' });
  }

  /** Starts to watch a received track; does nothing if it is already watched. */
  watch(pc, track) {
    if (this.tracks.some((seen) => seen.pc === pc && seen.track === track.id)) return;
    const seen = { pc, kind: track.kind, track: track.id, rvfc: [], mstp: [], endedAt: null };
    this.tracks.push(seen);
    track.addEventListener('ended', () => { seen.endedAt = now(); });
    const element = document.body.appendChild(document.createElement(track.kind));
    Object.assign(element, { autoplay: true, srcObject: new MediaStream([track]) });
    if (track.kind === 'video') this.#watchFrames(element, track, seen);
  }

  #watchFrames(element, track, seen) {
    const onFrame = () => {
      seen.rvfc.push(now());
      element.requestVideoFrameCallback(onFrame);
    };
    element.requestVideoFrameCallback(onFrame);
    if (!readsFrames) return;
    const { readable } = new MediaStreamTrackProcessor({ track: track.clone() });
    this.reader.postMessage({ track: track.id, readable }, [readable]);
  }

  /** Resolves to everything seen so far, and the late beats of the reader's thread. */
  async results() {
    if (!readsFrames) return { tracks: this.tracks, late: [] };
    const { times, late } = await new Promise((done) => {
      this.reader.onmessage = ({ data }) => done(data);
      this.reader.postMessage({});
    });
    return { tracks: this.tracks.map((seen) => ({ ...seen, mstp: times[seen.track] ?? [] })), late };
  }
}
