// Discards and limits in recorded calls: a good call has none, a fault a handful.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { loadNodeCore } from '../../js/node_core.mjs';
import { eventsOf, readLines, recordingsIn } from './recording.mjs';

const core = await loadNodeCore();
const recordings = recordingsIn(fileURLToPath(new URL('../traces/lab', import.meta.url)));

const kMaxEpisodes = 6; // per stream: the longest recordings have two faults and their aftermaths

function episodesOf(name, stride) {
  const { trace } = recordings.find((recording) => recording.name === name);
  return eventsOf(core, readLines(trace, { stride })).filter((event) => event.type === 'discards' || event.type === 'limited');
}

const kGood = [
  'loop-clean-chromium-11', 'loop-changes-chromium-31', 'loop-changes-firefox-45', 'loop-ice-restart-chromium-33',
  'loop-replace-chromium-32',
  'loop-replace-firefox-46', 'loop-mute-chromium-38', 'loop-pause-chromium-17', 'sfu-layers-firefox-52', 'net-rtt-chromium-86',
];
for (const name of kGood) {
  test(`${name} has no discards and no limits`, () => {
    for (const stride of [1, 2]) assert.deepEqual(episodesOf(name, stride), []);
  });
}

const kFaults = [
  ['loop-garble-chromium-14', 'callee', 'missing-reference'],
  ['loop-garble-firefox-74', 'callee', 'missing-reference'],
  ['loop-starve-firefox-13', 'callee', 'missing-reference'],
  ['net-cut-chromium-15', 'callee', 'incomplete-frame'],
  ['net-cut-firefox-23', 'caller', 'incomplete-frame'],
  ['net-collapse-chromium-73', 'callee', 'incomplete-frame'],
  ['net-cap-chromium-22', 'caller', 'encoder-drop'],
  ['loop-low-fps-chromium-36', 'caller', 'capture'],
  ['sfu-network-chromium-48', 'caller', 'bandwidth'],
  ['net-slow-device-chromium-49', 'callee', 'late'],
];
for (const [name, pc, reason] of kFaults) {
  test(`${name} has a few episodes, among them ${reason}`, () => {
    const episodes = episodesOf(name, 1);
    const starts = episodes.filter((event) => event.phase === 'start');
    assert.ok(starts.some((event) => event.connection === pc && event.reason === reason), JSON.stringify(starts));
    const streams = new Map();
    for (const { connection, stream } of starts) streams.set(`${connection}/${stream}`, (streams.get(`${connection}/${stream}`) ?? 0) + 1);
    assert.ok(Math.max(...streams.values()) <= kMaxEpisodes, JSON.stringify(starts));
    assert.equal(
      episodes.filter((event) => event.phase === 'end').length, starts.length, 'each is over, at the latest with its connection',
    );
  });
}
