// The demo's call, in a page below /call/ (where its worker is) with a <div> and a <video>. Sets window.call.
import { Call } from '/call/call.mjs';
import { drawnTrack, toneTrack } from '/call/picture.mjs';

const screen = document.querySelector('video');
window.call = new Call();
await window.call.start({ videoTrack: drawnTrack(document.querySelector('div')), audioTrack: toneTrack(), screen });
