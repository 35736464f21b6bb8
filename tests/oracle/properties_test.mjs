// Invariants that hold whatever the numbers are. They need no oracle.
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { test } from 'node:test';

import { coreSamples, samplesThroughBatches } from './core_samples.mjs';
import { call, inboundAudio, pair, times, transport } from './scenario.mjs';
import { schema } from './schema.mjs';
import { readPolls } from './trace.mjs';
import { ownTraces, someSharedTraces } from './traces.mjs';

const files = [...ownTraces(), ...someSharedTraces()];

const keyOf = (sample) => `${sample.t} ${sample.connection} ${sample.kind} ${sample.stream ?? ''}`;
const sorted = (samples) => [...samples].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

// A deterministic shuffle (Lehmer's generator, Park and Miller 1988), so that failures are reproducible.
function shuffled(list, seed) {
  const result = [...list];
  let state = seed;
  for (let i = result.length - 1; i > 0; --i) {
    state = (state * 48_271) % 2_147_483_647;
    const j = state % (i + 1);
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}

for (const file of files) {
  test(`${basename(file)}: does not depend on the order of objects in a report`, () => {
    const polls = readPolls(file);
    const once = coreSamples(polls);
    const again = coreSamples(polls.map((poll, number) => ({ ...poll, report: shuffled(poll.report, number + 1) })));
    assert.deepEqual(sorted(again), sorted(once));
  });

  test(`${basename(file)}: has the same totals when polled half as often`, () => {
    const polls = readPolls(file);
    const every = deltasByStream(coreSamples(polls));
    const pollNumber = new Map();
    const half = polls.filter((poll) => {
      pollNumber.set(poll.pc, (pollNumber.get(poll.pc) ?? -1) + 1);
      return pollNumber.get(poll.pc) % 2 === 0;
    });
    let compared = 0;
    for (const [key, coarse] of deltasByStream(coreSamples(half))) {
      const fine = every.get(key);
      for (let i = 1; i < coarse.length; ++i) {
        const parts = fine.filter((sample) => sample.t > coarse[i - 1].t && sample.t <= coarse[i].t);
        for (const member of kCounts) {
          if (parts.length !== 2 || ![coarse[i], ...parts].every((part) => typeof part[member] === 'number')) continue;
          assert.equal(parts[0][member] + parts[1][member], coarse[i][member], `${key} ${member} at ${coarse[i].t}`);
          compared += 1;
        }
      }
    }
    assert.ok(compared > 0 || polls.length < 3, 'nothing could be compared');
  });
}

// Growth of a single counter, without a carried remainder.
const kCounts = [
  'framesDecodedDelta', 'keyFramesDecodedDelta', 'freezeCountDelta', 'pauseCountDelta', 'concealmentEventsDelta', 'hugeFramesSentDelta',
  'keyFramesEncodedDelta', 'pathChangesDelta',
];

function deltasByStream(samples) {
  const streams = new Map();
  for (const sample of samples) {
    const key = `${sample.connection} ${sample.kind} ${sample.stream ?? ''} ${sample.ssrc ?? ''}`;
    if (!streams.has(key)) streams.set(key, []);
    streams.get(key).push(sample);
  }
  return streams;
}

// The MOS of one poll, for each of the given values.
function mosOf(values, make) {
  const polls = values.flatMap((value, number) => call(times(2, (poll) => make(value, poll)), { pc: `call ${number}` }));
  const scores = coreSamples(polls).filter((sample) => sample.kind === 'inboundAudio' && sample.mos !== undefined && sample.mos !== null)
    .map((sample) => sample.mos);
  assert.equal(scores.length, values.length);
  return scores;
}

const audioCall = (rtt, lossPercent, poll) => [
  transport({}),
  pair({ currentRoundTripTime: rtt, totalRoundTripTime: 1 }),
  inboundAudio({
    bytesReceived: 4000 * poll, packetsReceived: (100 - lossPercent) * poll, packetsLost: lossPercent * poll,
    jitterBufferDelay: 1920 * poll, jitterBufferEmittedCount: 48_000 * poll,
  }),
];

function assertFalling(scores) {
  for (let i = 1; i < scores.length; ++i) assert.ok(scores[i] <= scores[i - 1], `${scores[i - 1]} then ${scores[i]}`);
  assert.ok(scores[0] > scores.at(-1));
  const { min, max } = schema.inboundAudio.mos;
  assert.ok(scores.every((score) => score >= min && score <= max));
}

test('MOS never rises with loss', () => assertFalling(mosOf(
  times(100, (percent) => percent), (percent, poll) => audioCall(0.05, percent, poll),
)));
test('MOS never rises with round-trip time', () => assertFalling(mosOf(
  times(100, (step) => step * 0.05), (rtt, poll) => audioCall(rtt, 2, poll),
)));

for (const file of files) {
  test(`${basename(file)}: reads the same samples back from a batch`, () => {
    const { sent, read } = samplesThroughBatches(readPolls(file));
    const key = ({ connection, kind, t }, id) => `${connection} ${kind} ${id ?? ''} ${Math.round(t)}`;
    const sentByKey = new Map(sent.map((sample) => [key(sample, sample.stream), sample]));
    assert.equal(read.length, sent.filter(hasMember).length);
    for (const sample of read) {
      const at = key(sample, sample.id);
      for (const member of Object.keys(schema[sample.kind])) {
        assert.equal(sample[member] ?? null, sentByKey.get(at)?.[member] ?? null, `${at} ${member}`);
      }
    }
  });
}

function hasMember(sample) {
  return Object.keys(schema[sample.kind]).some((member) => (sample[member] ?? null) !== null);
}
