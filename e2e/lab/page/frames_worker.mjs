// Reads the decoded frames of received tracks in a separate thread, so that a blocked page does not hide them.
import { heartbeat, now } from './clock.mjs';

const times = {}; // track id -> when each frame came
const late = heartbeat();

async function read(track, readable) {
  times[track] = [];
  const reader = readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    times[track].push(now());
    value.close();
  }
}

onmessage = ({ data }) => {
  if (data.readable) read(data.track, data.readable);
  else postMessage({ times, late });
};
