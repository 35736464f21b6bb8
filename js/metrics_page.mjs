// `npm run metrics-page`: writes core/sample/METRICS.md, the page that documents the batch, from the table of samples in the core.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { loadNodeCore } from './node-core.mjs';

export const kPage = new URL('../core/sample/METRICS.md', import.meta.url);

const kKinds = {
  connection: 'One per RTCPeerConnection. It has no `streams`: a list has one entry per connection of the batch.',
  inboundVideo: 'One per inbound-rtp object of kind video.',
  inboundAudio: 'One per inbound-rtp object of kind audio.',
  outboundVideo: 'One per outbound-rtp object of kind video, so one per simulcast layer.',
  outboundAudio: 'One per outbound-rtp object of kind audio.',
  dataChannel: 'One per data-channel object.',
};

const kIntroduction = `# What is sent

*Made from \`core/sample/sample_fields.def\` by \`npm run metrics-page\`; edit that table, not this page.*

A page sends **batches**: JSON texts in the schema \`rtc-vitals/1\`. Every batch can be read by itself; any of them may be lost. The JSON Schema is
in the package: \`rtc-vitals/schema/rtc-vitals-1.json\`.

\`\`\`json
{"schema":"rtc-vitals/1","sessionId":"7f0c","epoch":3735928559,"seq":12,"sentAt":1795219977369,
 "tags":{"room_id":"r1","user_id":"u1","platform":"chrome_156"},
 "lost":{"samples":0,"batches":0},
 "connections":[{"id":"c1","t":[1795219973369,1795219975370,1795219977368]}],
 "connection":{"connectionState":"connected","rtt":[[50.1,51,50.4]]},
 "inboundVideo":{"streams":[{"id":"IT01V2287","connection":0,"ssrc":2287,"mid":"0","codec":"video/VP8"},
                            {"id":"IT01V2288","connection":0,"ssrc":2288,"mid":"1","codec":"video/VP8"}],
   "packetLoss":0,"bitrate":[[1203400,1187000,1211250],[402000,398100,0]],"isFrozen":[false,[false,false,true]]},
 "events":[{"t":1795219976120,"type":"freeze","phase":"start","connection":0,"stream":"IT01V2288"}],
 "flush":"full"}
\`\`\`

## The batch

| member | type | meaning |
|---|---|---|
| \`schema\` | text | \`rtc-vitals/1\`. A change that old readers would misread gets a new number; new members do not |
| \`sessionId\` | text, 1 to 128 characters | the call as the app names it |
| \`epoch\` | integer, 32 bits | random per agent: a reloaded page starts a new epoch in the same session |
| \`seq\` | integer | counts the batches of an epoch from 0. A gap means a lost batch; (\`sessionId\`, \`epoch\`, \`seq\`) tells a repeated one |
| \`sentAt\` | ms since 1970 | the page's clock when this attempt to send began: receipt − \`sentAt\` is its clock's error plus the way |
| \`token\` | text, optional | what the app gave to prove itself |
| \`tags\` | texts | what the app says about the session: \`room_id\`, \`user_id\`, \`region\`, …; \`platform\` is set to browser and version if it is not given |
| \`lost\` | \`samples\`, \`batches\` | what this epoch had to give up so far, because it could not be sent |
| \`connections\` | list of \`id\`, \`t\` | the peer connections, each with the times of its samples (page's clock, ms since 1970) |
| ${'`' + Object.keys(kKinds).join('`, `') + '`'} | | the samples, by kind; see below |
| \`events\` | list | what happened at a moment; see below |
| \`flush\` | text | why it left: \`full\`, \`hide\` (the page was hidden; it may come back), \`asked\`, \`stop\` (the epoch is over; there may be no sample in it) |

## Folding

A kind lists its \`streams\` and then, column by column, its members. Each member has one of three forms:

1. one value: it is the same for every stream and every sample of the batch (\`"packetLoss":0\`);
2. a list with one entry per stream, in the order of \`streams\` (in \`connection\`: per connection, in the order of \`connections\`), where an entry is
   one value: the same for every sample of that stream (the first entry of \`isFrozen\` above);
3. or an entry is a list itself, with one value per sample of the stream's connection, in the order of its \`t\`.

So \`value(stream, sample)\` is \`m\`, \`m[stream]\` or \`m[stream][sample]\`, whichever is no list. A stream that came later or left earlier than the
batch is unknown in the samples it was not there for.

A **stream** has \`id\` (of the stats object) and \`connection\` (index into \`connections\`), and where they are known \`ssrc\`, \`mid\`, \`rid\`, \`codec\`
(MIME type) and \`label\` (\`participant\`, \`source\`: what the app said about it).

**Unknown is not zero.** \`null\`, or a member that is missing, means that nothing is known about this interval: the browser does not report it, the
stream is new, its counters began anew, the machine slept. There is no negative rate, no rate over a whole lifetime, and 0 only where 0 was measured.

An **interval** is the time between two polls by the stats object's own timestamps. Members with a name from W3C webrtc-stats keep its meaning;
\`…PerSecond\` is a rate, \`…Delta\` the growth of a counter, \`…Ms\` a time, \`…Ratio\` and \`…Share\` a part of a whole.

Readers ignore members they do not know.
`;

const kEvents = `
## Events

| member | meaning |
|---|---|
| \`t\` | ms since 1970; where the moment is known better than to a poll, on the clock of the stats |
| \`type\` | what happened, in one word; see below. Readers keep types they do not know |
| \`phase\` | \`start\` or \`end\` for what has a length |
| \`connection\` | index into \`connections\`; missing if it is about the page |
| \`stream\` | id of the stats object, if it is about one stream |
| \`evidence\` | the numbers from which a cause was concluded; see below |
| others | facts of the type |

| type | what happened | its facts |
|---|---|---|
| \`freeze\` | the picture of an inbound video stood still though it should have moved | \`durationMs\` (so far, in a start), \`precision\`, \`cause\`, \`confidence\`; with \`precision\` \`interval\` also \`count\` and \`intervalMs\` |
| \`paused\`, \`source-stopped\`, \`static\` | it stood still because it was paused, its source gave nothing, or nothing in it moved (a shared screen) | the same |
| \`connection-state\` | \`connectionState\` changed | \`from\` (missing at first), \`to\` |
| \`path-change\` | another candidate pair carries the media | \`localCandidateType\`, \`remoteCandidateType\`, \`protocol\` |
| \`ice-restart\` | the same, after an ICE restart | the same |
| \`discards\` | far more packets or frames than usual on this stream were thrown away, for one \`reason\` | \`reason\`, \`unit\` (\`packets\` or \`frames\`), \`count\` (so far, in a start), \`durationMs\` |
| \`limited\` | an outbound video was limited for at least half of an interval; of one that is sent in several layers the first tells it | \`reason\`: \`cpu\`, \`bandwidth\` or \`capture\` (its source gave less than half of its frames); \`durationMs\` |
| \`mark\` | the app said so | \`name\`, \`detail\` |

A gap between two frames is a freeze if it lasts three times the mean of the last 30 gaps (\`freeze.factor\`) and 150 ms longer than it
(\`freeze.minIncreaseMs\`): the rule of libwebrtc's \`freezeCount\`, so what Chromium counts within a poll interval is one. Firefox counts with frames that
nobody sees: of those that come in a heap after a freeze it shows one for each refresh of the display. There, gaps of less than 25 ms are taken as so
long, and the mean decides. What a picture needs to go on after a pause is no freeze up to 1 s.

\`precision\` is \`exact\` (to a few milliseconds), \`poll\` (to a poll) or \`interval\`: \`count\` freezes lasted \`durationMs\` together, somewhere in the
\`intervalMs\` before \`t\`. \`cause\` is \`network-cut\`, \`congestion\`, \`packet-loss\`, \`keyframe-starvation\`, \`decoder-failure\`, \`decoder-overload\`,
\`jitter\`, \`sender-stopped\` or \`unknown\`; \`confidence\` is \`low\`, \`medium\` or \`high\`. A start is told at the poll that found it; a stream that was thought
frozen and turns out to be paused gets an end of that freeze without length and then the start of the pause. A picture that stands first for one
reason and then for another (the camera is off, and the network goes; the network is back, and the camera is off) has an event for each, told apart
to a poll.

The \`evidence\` of a freeze, a pause and the like, each only where it is known. "Meanwhile" is over the intervals of the gap, with those in which it
began and ended; "before" is the worst of the 6 seconds before it; a floor is the least since this path or stream came to be: what causes are judged by.

| name | unit | meaning |
|---|---|---|
| \`bitrate\`, \`bitrateBefore\` | bit/s | of the video, meanwhile (over the intervals that lie in the gap as a whole, if there are any) and before (mean) |
| \`packetLoss\`, \`audioPacketLoss\` | 0 to 1 | packets lost / packets expected, of the video and of all sound of the connection |
| \`nackDelta\`, \`pliDelta\` | | retransmission requests, and key frame requests (PLI and FIR); only if there were any |
| \`framesDroppedDelta\`, \`framesDecodableDelta\` | frames | dropped meanwhile; handed to the decoder within the gap; only if there were any |
| \`framesReceivedDelta\`, \`framesDecodedDelta\` | frames | received and decoded, only where they differ by 2 or more: a backlog |
| \`decodeTimeMs\` | ms | mean time to decode a frame, only from half of the usual time between frames on |
| \`rtt\`, \`rttBefore\`, \`rttFloor\` | ms | the worst round trip meanwhile, before, and its floor on this path |
| \`jitter\`, \`jitterBefore\`, \`jitterFloor\` | ms | the same of the video's jitter |
| \`audioJitter\`, \`audioJitterFloor\` | ms | the worst jitter of the sound meanwhile and its floor, only from 8 ms on |
| \`audioQueuedMs\` | ms | sound that neither came nor was counted as lost, by its pace before, only from 200 ms on |
| \`connectionSilentMs\` | ms | the longest time in which nothing at all came in on the connection; only if there was any |
| \`availableOutgoingBitrate\`, \`availableOutgoingBitrateBefore\` | bit/s | the least estimate meanwhile, and the most before |
| \`senderPackets\` | packets | sent meanwhile by the sender's own reports, where two of them came |

The \`evidence\` of \`discards\` and \`limited\` is what the stream's sample of that poll held, under its names above.

The reasons of \`discards\`: of packets \`late\` (\`packetsDiscarded\`) and \`socket-send\` (\`packetsDiscardedOnSend\`); of frames \`encoder-drop\` (captured
and not encoded), and at the receiver, where getStats() tells the number and not the reason, by what else happened in those seconds: \`cpu-decode\`
(the decoder was busy), \`incomplete-frame\` (packets were lost), \`missing-reference\` (nothing was lost, a key frame was asked for), \`late\` (the
path's jitter or the jitter buffer was long), \`sender-timestamps\` (only the video's jitter was), \`lip-sync\` (frames were held for the sound: the
jitter buffer's target above its minimum), \`cpu-render\` (all was well up to the decoder), \`unknown\` (the browser lacks what would tell). Neither type
speaks of the first 10 seconds of a stream; an episode is over after 5 quiet seconds.

## Points

\`format: 'points'\` sends instead one plain object per connection and sample, for back ends that speak it already. Its JSON Schema is
\`rtc-vitals/schema/points.json\`.

\`\`\`json
{"metrics":[{"sessionId":"7f0c","timestamp":"2026-11-21T12:12:57.368Z","rtt":50.4,"availableOutgoingBitrate":2500000,
  "video":{"bitrate":1211250,"packetLoss":0,"jitter":4.2,"framesDecodedPerSecond":30,"isFrozen":false},
  "audio":{"bitrate":32000,"packetLoss":0,"jitter":2.1}}]}
\`\`\`

\`video\` is the worst inbound video stream, \`audio\` the worst inbound audio stream, either \`null\` while one of its values is unknown;
\`availableOutgoingBitrate\` may be \`null\`; there is no point while \`rtt\` is unknown. Members mean what they mean above; \`bitrate\` and
\`framesDecodedPerSecond\` are integers.
`;

const kBig = 1e5;  // from here on a bound is written as a power of ten

const number = (value) => (value >= kBig ? `10^${Math.round(Math.log10(value))}` : String(value));

function typeOf({ form, unit, decimals, min, max }) {
  if (form === 'truth') return ['', '`true`, `false`', ''];
  if (form === 'word') return ['', 'a word', ''];
  if (form === 'words') return ['', 'words, comma-separated', ''];
  return [unit, `${number(min)} to ${number(max)}`, decimals === 0 ? '1' : `${(10 ** -decimals).toFixed(decimals)}`];
}

function table(members) {
  const rows = members.map((member) => `| \`${member.name}\` | ${typeOf(member).join(' | ')} | ${member.doc.replaceAll('|', '\\|')} |`);
  return ['| member | unit | range | rounded to | meaning |', '|---|---|---|---|---|', ...rows].join('\n');
}

/** The page as text; `core` is the node module. */
export function metricsPage(core) {
  const members = JSON.parse(core.describeSamples());
  const kinds = [...new Set(members.map(({ kind }) => kind))];
  const sections = kinds.map((kind) => `\n## \`${kind}\`\n\n${kKinds[kind]}\n\n${table(members.filter((member) => member.kind === kind))}\n`);
  const { words } = members.find(({ form }) => form === 'words');
  const reasons = `\nThe words of \`qualityReasons\`: ${words.map((word) => `\`${word}\``).join(', ')}.\n`;
  return kIntroduction + sections.join('') + reasons + kEvents;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(kPage, metricsPage(await loadNodeCore()));
