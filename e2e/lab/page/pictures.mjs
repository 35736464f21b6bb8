// Video sources in which every frame differs, so that the picture is static only on request.
import { now } from './clock.mjs';

const kBlobs = 9;

// Full-frame motion: as costly to encode as a camera.
function paintMotion(g, { width, height }, n) {
  const bar = width / 16;
  for (let i = 0; i < 16; i++) {
    g.fillStyle = `hsl(${(i * 22 + n * 5) % 360} 55% ${35 + ((i * 7 + n) % 20)}%)`;
    g.fillRect(i * bar, 0, bar + 1, height);
  }
  for (let i = 0; i < kBlobs; i++) {
    const angle = n / (7 + i) + i;
    g.fillStyle = `hsl(${i * 40} 90% 65%)`;
    g.beginPath();
    g.ellipse(width * (0.5 + 0.4 * Math.cos(angle)), height * (0.5 + 0.4 * Math.sin(angle * 1.3)), width / 14, height / 10, angle, 0, 7);
    g.fill();
  }
  stamp(g, height, n);
}

// A page of text that scrolls line by line: as costly to encode as a shared screen.
function paintText(g, { width, height }, n) {
  const line = 14;
  g.fillStyle = '#fff';
  g.fillRect(0, 0, width, height);
  g.fillStyle = '#222';
  g.font = '11px monospace';
  for (let y = 0; y * line < height; y++) g.fillText(`${n + y}: ${((n + y) * 2654435761 % 2 ** 32).toString(36).repeat(9)}`, 4, y * line);
  stamp(g, height, n);
}

function stamp(g, height, n) {
  g.fillStyle = '#000';
  g.font = `${height / 7}px monospace`;
  g.fillText(String(n), 6, height / 6);
}

/** A drawn picture as a video track. style: 'motion' or 'text'. A frame is captured whenever it is drawn. */
export class Picture {
  constructor({ width, height, fps, style = 'motion', hint = '' }) {
    this.paint = style === 'text' ? paintText : paintMotion;
    this.canvas = document.body.appendChild(Object.assign(document.createElement('canvas'), { width, height }));
    this.context = this.canvas.getContext('2d');
    this.fullFps = fps;
    this.drawn = 0;
    this.draw();
    this.track = this.canvas.captureStream().getVideoTracks()[0];
    this.track.contentHint = hint;
    this.setFps(fps);
  }

  draw() {
    this.paint(this.context, this.canvas, this.drawn);
    this.drawn += 1;
    this.drawnAt = now();
  }

  /** 0 makes the picture static. Returns the time at which this took effect: for a static picture, the time of the last drawing. */
  setFps(fps) {
    clearInterval(this.timer);
    if (fps === 0) return this.drawnAt;
    this.timer = setInterval(() => this.draw(), 1000 / fps);
    return now();
  }
}

/** The browser's fake camera: it goes on while the page's main thread is blocked. */
export async function camera({ width, height, fps }) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width, height, frameRate: fps } });
  return { track: stream.getVideoTracks()[0] };
}

/** An audio track that is never silent for long. */
export async function audioTrack(hertz) {
  if (navigator.userAgent.includes('Firefox')) { // without an audio device Firefox's AudioContext is silent; its fake microphone is not
    const raw = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    return (await navigator.mediaDevices.getUserMedia({ audio: raw })).getAudioTracks()[0];
  }
  const context = new AudioContext();
  const [voice, tremolo] = [hertz, 3].map((frequency) => new OscillatorNode(context, { frequency }));
  const volume = new GainNode(context, { gain: 0.3 });
  const depth = new GainNode(context, { gain: 0.15 });
  const out = new MediaStreamAudioDestinationNode(context);
  tremolo.connect(depth).connect(volume.gain);
  voice.connect(volume).connect(out);
  voice.start();
  tremolo.start();
  return out.stream.getAudioTracks()[0];
}
