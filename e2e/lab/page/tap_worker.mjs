// Encoded transforms on receivers, between the jitter buffer's input and the decoder: frames pass, are dropped or are overwritten.
import { now } from './clock.mjs';

// Bytes that 'garble' leaves alone: the longest frame header that a depacketiser may still read.
const kHeaderBytes = 10;
const modes = {}; // key of a tap -> 'pass' | 'drop' | 'garble'

function garbled(data) {
  const bytes = new Uint8Array(data.slice(0));
  for (let i = kHeaderBytes; i < bytes.length; i++) bytes[i] = (i * 73 + 41) & 0xff;
  return bytes.buffer;
}

onrtctransform = ({ transformer: { options, readable, writable } }) => {
  const transform = (frame, controller) => {
    const mode = modes[options.key] ?? 'pass';
    if (mode === 'drop') return;
    if (mode === 'garble') frame.data = garbled(frame.data);
    controller.enqueue(frame);
  };
  readable.pipeThrough(new TransformStream({ transform })).pipeTo(writable).catch(() => {}); // ends with its receiver
};

onmessage = ({ data }) => {
  modes[data.key] = data.mode;
  postMessage(now());
};
