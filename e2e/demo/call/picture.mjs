// A moving picture, drawn on a canvas, and a tone with changing volume: a call without a camera.

const kFps = 15;
const kSize = { width: 320, height: 240 };

/** Starts the picture inside `holder` and returns its video track. */
export function drawnTrack(holder) {
  const canvas = Object.assign(document.createElement('canvas'), kSize);
  holder.replaceChildren(canvas);
  const ink = canvas.getContext('2d');
  let n = 0;
  const draw = () => {
    n++;
    ink.fillStyle = `hsl(${n % 360} 50% 35%)`;
    ink.fillRect(0, 0, kSize.width, kSize.height);
    for (let i = 0; i < 12; i++) {
      ink.fillStyle = `hsl(${(i * 30 + n * 3) % 360} 80% 60%)`;
      ink.fillRect((i * 53 + n * 4) % (kSize.width + 20) - 20, (i * 37 + n * 3) % (kSize.height + 20) - 20, 30, 30);
    }
    ink.fillStyle = '#fff';
    ink.font = '56px system-ui, sans-serif';
    ink.fillText(String(n), 20, 140);
  };
  draw();
  setInterval(draw, 1000 / kFps);
  return canvas.captureStream(kFps).getVideoTracks()[0];
}

/** A soft tone; silent until the page may play sound. */
export function toneTrack() {
  const audio = new AudioContext();
  const out = audio.createMediaStreamDestination();
  const [tone, swell] = [new OscillatorNode(audio, { frequency: 330 }), new OscillatorNode(audio, { frequency: 2 })];
  const [loudness, depth] = [new GainNode(audio, { gain: 0.3 }), new GainNode(audio, { gain: 0.2 })];
  swell.connect(depth).connect(loudness.gain);
  tone.connect(loudness).connect(out);
  tone.start();
  swell.start();
  document.addEventListener('click', () => audio.resume(), { once: true });
  return out.stream.getAudioTracks()[0];
}
