// The demo page: a call, the agent that watches it, and buttons. `window.demo` is for the script that operates them.
import { createAgent } from '/agent/rtc-vitals.js';
import { Call } from './call.mjs';
import { drawnTrack, toneTrack } from './picture.mjs';

const kPollSeconds = 1;
const kBatchSamples = 3;

const $ = (id) => document.getElementById(id);
const { collector } = await (await fetch('settings.json')).json();
const sessionId = `demo-${crypto.randomUUID().slice(0, 8)}`;

const agent = createAgent({
  url: `${collector}/v1/telemetry/ingest`, sessionId, poll: kPollSeconds, batch: kBatchSamples,
  tags: { room_id: 'demo room', user_id: 'viewer' },
});

const call = new Call();
agent.add(call.viewer);
await call.start({ videoTrack: drawnTrack($('local')), audioTrack: toneTrack(), screen: $('remote') });
agent.label(call.videoReceiver.track, { participant: 'sender', source: 'screen' });

$('session').href = `${collector}/#/session/${sessionId}`;

function note(text) {
  $('happened').append(Object.assign(document.createElement('li'), { textContent: `${new Date().toLocaleTimeString()} ${text}` }));
}

const kFaults = {
  starve: {
    set: (on) => call.starve(on),
    on: 'frames no longer reach the decoder', off: 'frames reach the decoder again, which waits for a key frame',
  },
  cut: { set: (on) => call.cut(on), on: 'the network is cut', off: 'the network is back' },
  pause: {
    set: async (on) => {
      agent.setPaused(call.videoReceiver, on);
      await call.pause(on);
    },
    on: 'the sender paused its video: that is not a freeze', off: 'the sender resumed its video',
  },
};

async function setFault(name, on) {
  await kFaults[name].set(on);
  $(name).setAttribute('aria-pressed', String(on));
  note(kFaults[name][on ? 'on' : 'off']);
}
for (const name of Object.keys(kFaults)) $(name).onclick = () => setFault(name, $(name).getAttribute('aria-pressed') !== 'true');

$('camera').onclick = async () => {
  try {
    const [track] = (await navigator.mediaDevices.getUserMedia({ video: true })).getVideoTracks();
    await call.replaceVideo(track);
    const preview = { srcObject: new MediaStream([track]), autoplay: true, muted: true, playsInline: true };
    $('local').replaceChildren(Object.assign(document.createElement('video'), preview));
    note('now sending the camera');
  } catch (error) {
    note(`no camera: ${error.message}`);
  }
};

async function hangUp() {
  await agent.stop();
  call.hangUp();
  for (const button of document.querySelectorAll('button')) button.disabled = true;
  note('the call ended');
}
$('hangUp').onclick = hangUp;

agent.on('sample', ({ inboundVideo: [video] = [] }) => {
  if (!video) return;
  const rate = video.bitrate == null ? '' : `${Math.round(video.bitrate / 1000)} kbit/s, `;
  const frames = video.framesDecodedPerSecond == null ? '' : `${video.framesDecodedPerSecond} frames/s`;
  $('reading').textContent = `${rate}${frames}${video.isFrozen ? ': FROZEN' : ''}`;
});
agent.on('error', ({ message }) => note(`the agent: ${message}`));

window.demo = { sessionId, setFault, hangUp, frameTimes: call.frameTimes };
