// The types of rtc-vitals. Written by hand, but for tables.d.ts; tests/types checks them against uses, e2e against the real thing.
import type {
  ConnectionValues, DataChannelValues, InboundAudioValues, InboundVideoValues, OutboundAudioValues, OutboundVideoValues, ParameterName,
} from './tables.js';

export type * from './tables.js';

/** What went wrong. Nothing is ever thrown into the page. */
export interface AgentError {
  /**
   * `options`: an option is wrong, its default was taken (without `url` and `send` the agent stays off). `usage`: a call with wrong arguments, or
   * one after stop().
   * `unsupported`: the core cannot run here. `core`: it failed and is off. `poll`: a getStats() failed or hung. `report`: a report could not be read.
   * `delivery`: a batch was not taken. `carry-over`: IndexedDB cannot be used, or what earlier page loads left there was thrown away. `internal`: a mistake of rtc-vitals.
   */
  code: 'options' | 'usage' | 'unsupported' | 'core' | 'poll' | 'report' | 'delivery' | 'carry-over' | 'internal';
  /** What happened, where, and what to do. */
  message: string;
  /** What was thrown, where something was. */
  cause?: unknown;
}

/** Which stream of a sample it is. */
export interface StreamIdentity {
  /** The stats id of the stream. */
  stream: string;
  /** Like those below missing where it is not known. */
  ssrc?: number;
  /** The m-line of its transceiver. */
  mid?: string;
  /** Of a simulcast layer that is sent. */
  rid?: string;
  /** MIME type, as video/VP8. */
  codec?: string;
  /** What the app said by label(). */
  label?: Label;
}

/** One stream of a sample: which it is, and what its interval was like. */
export type StreamSample<Values> = StreamIdentity & Values;

/** One poll of one connection. A member is null where it is unknown, never 0 for that; an interval is the time since the poll before. */
export interface Sample {
  /** Wall clock at the poll, epoch ms; where that is set back, it goes on as before. */
  t: number;
  /** Name of the connection within the agent: c1, c2, ... */
  connection: string;
  /** Of the connection as a whole: `rtt` (ms), `availableOutgoingBitrate` (bit/s), ... */
  values: ConnectionValues;
  inboundVideo: StreamSample<InboundVideoValues>[];
  inboundAudio: StreamSample<InboundAudioValues>[];
  outboundVideo: StreamSample<OutboundVideoValues>[];
  outboundAudio: StreamSample<OutboundAudioValues>[];
  dataChannel: StreamSample<DataChannelValues>[];
}

/** What every event has: what happened, and to which stream; core/sample/METRICS.md of the package lists the facts of each type. */
interface EventBase<Type extends string> {
  type: Type;
  /** Epoch ms. */
  t: number;
  /** Name of the connection within the agent; missing where it is about the page. */
  connection?: string;
  /** Stats id, where it is about one stream. */
  stream?: string;
}

/** A picture stood: as a freeze, or because it was paused, its source gave nothing, or nothing in it moved. */
export interface PictureEvent extends EventBase<'freeze' | 'paused' | 'source-stopped' | 'static'> {
  /** What was over before the next poll, as most short freezes are, has an end alone. An end of 0 ms takes a start back. */
  phase: 'start' | 'end';
  /** How long, ms: in a start, so far; of all `count` together. */
  durationMs: number;
  /** How well the time is known: to a few ms, to a poll, or only that it lay somewhere in the `intervalMs` before `t`. */
  precision: 'exact' | 'poll' | 'interval';
  /** How many, with precision `interval`. */
  count?: number;
  /** Between the last pictures of two polls, ms; with precision `interval`. */
  intervalMs?: number;
  /** Why, as far as it is known so far; METRICS.md says how each is told. Of what is no freeze always `sender-stopped`. */
  cause:
    | 'network-cut' | 'congestion' | 'packet-loss' | 'keyframe-starvation' | 'decoder-failure' | 'decoder-overload' | 'jitter' | 'sender-stopped' | 'unknown';
  /** How sure the cause is; of what is no freeze, how sure it is that it is none. */
  confidence: 'low' | 'medium' | 'high';
  /** In an end that no frame brought: the stream left the report, the connection was closed, or the agent stopped. */
  until?: 'stream-end';
  /** The numbers that speak for the cause, by name. */
  evidence?: Record<string, number>;
}

/** Packets or frames were thrown away, or what is sent was limited. */
export interface EpisodeEvent extends EventBase<'discards' | 'limited'> {
  phase: 'start' | 'end';
  /** How long, ms: in a start, so far. */
  durationMs: number;
  /** Why: METRICS.md lists the reasons of each type. */
  reason: string;
  /** Of discards: what, and how many so far. */
  unit?: 'packets' | 'frames';
  count?: number;
  /** What the stream's sample of that poll held. */
  evidence?: Record<string, number>;
}

export interface StateEvent extends EventBase<'connection-state'> {
  /** The connectionState before; missing at first. */
  from?: string;
  to: string;
}

/** Another candidate pair carries the media; what it is like, as far as the browser tells. */
export interface PathEvent extends EventBase<'path-change' | 'ice-restart'> {
  /** host, srflx, prflx or relay. */
  localCandidateType?: string;
  remoteCandidateType?: string;
  /** udp or tcp; on a relay, the protocol to it: udp, tcp or tls. */
  protocol?: string;
}

/** mark() of the app. */
export interface MarkEvent extends EventBase<'mark'> {
  name: string;
  /** As JSON text. */
  detail?: string;
}

/** Something that happened at a moment. Later versions may know more types. */
export type AgentEvent = PictureEvent | EpisodeEvent | StateEvent | PathEvent | MarkEvent;

/** Why a batch leaves. Only `stop` ends an epoch: a hidden page may come back. */
export type FlushReason = 'full' | 'hide' | 'stop' | 'asked';

/** A batch that was made. */
export interface Batch {
  /** JSON, as it would be sent now: each attempt to send it has its own `sentAt`. */
  body: string;
  /** Counts the batches of the epoch from 0. */
  seq: number;
  /** Polls in it; 0 where it carries only events. */
  samples: number;
  reason: FlushReason;
  sessionId: string;
  /** The agent's random number, 32 bits: a reloaded page has another one in the same session. */
  epoch: number;
}

/** One poll as a line that `rtc-vitals analyze` reads (write JSON.stringify(line) per line). It holds what the core reads of a report and nothing else. */
export interface RecordedPoll {
  /** Wall clock at the poll, epoch ms. */
  t: number;
  /** Name of the connection within the agent. */
  pc: string;
  /** performance.now() at the poll, ms. */
  perf: number;
  /** How long getStats() took, ms; null of a report that was fed. */
  getStatsMs: number | null;
  /** The connection's connectionState and iceConnectionState. */
  conn: string | undefined;
  ice: string | undefined;
  /** Whether the page was visible. */
  visible: boolean;
  /** Stats objects, each with what the core reads of it. */
  report: object[];
}

/** What is given to `send` beside the body. (sessionId, epoch, seq) names a batch for good: a repeated one is to be stored once. */
export interface SendMeta {
  sessionId: string;
  epoch: number;
  seq: number;
  reason: FlushReason;
  /** Polls in it. */
  samples: number;
  /** Length of the body. */
  bytes: number;
  format: 'rtc-vitals/1' | 'points';
  /** True: the page may be gone in a moment, nothing asynchronous can be relied on but a beacon or fetch(keepalive). */
  hiding: boolean;
}

export interface AgentOptions {
  /**
   * Where batches are posted to, against the page's address; http or https, without a user name or a password, which browsers do not post to. null:
   * nothing is sent, listeners still get everything.
   */
  url?: string | URL | null;
  /**
   * Sends in place of the agent. Not taken: answer false or a Response that is not `ok` (but for an opaque one, which does not say), reject, or do none
   * of these for 30 s, and it is called again later, after a Response's `Retry-After`. One of 400, 413, 415 or 422 refuses the batch for good. So
   * `(body) => fetch(…)` may be all of it.
   */
  send?: (body: string, meta: SendMeta) => unknown;
  /** 1 to 128 bytes in UTF-8, without control characters; random per agent unless given. The same in several tabs is one session. */
  sessionId?: string;
  /** Passed on in every batch, since a beacon cannot carry a header; at most 2,048 bytes in UTF-8, without control characters. Not with `points`. */
  token?: string;
  /**
   * Facts about the session, at most 16 (one that cannot be a tag is told and left out), names and values of at most 128 bytes in UTF-8, without control
   * characters. `platform` is browser and major version unless given; where 16 others are, it is left out. Not with `points`.
   */
  tags?: Record<string, string | number | boolean | null>;
  /** Seconds between polls, 1 to 5; 2 unless given. */
  poll?: number;
  /** Samples per batch, 1 to 10; 5 unless given. */
  batch?: number;
  /** Share of sessions that are measured, 0 to 1; 1 unless given. Decided by the session id, so the same everywhere. */
  sampleRate?: number;
  /** false: the agent does nothing at all; true unless given. */
  enabled?: boolean;
  /** `beacon` (default) sends and forgets; `confirmed` reads the answer and tries again. A redirect confirms nothing: give the address that it leads to. */
  delivery?: 'beacon' | 'confirmed';
  /**
   * true: keep what could not be delivered in IndexedDB, for a day and at most 100 batches, and send it on the next page load, whenever nothing of that
   * page waits. Needs `confirmed`; not with `send`.
   */
  carryOver?: boolean;
  /** true: gzip bodies while the page is visible; the collector knows gzip by its first bytes. Not with `points` or `send`. */
  gzip?: boolean;
  /**
   * `points` is the plain form for back ends that already speak it: session id, time, round trip, bitrate, the worst video and audio received at a poll of
   * all connections.
   * There is no place in it for `token`, `tags`, labels, marks and events, nor for what was lost. `rtc-vitals/1` unless given.
   */
  format?: 'rtc-vitals/1' | 'points';
  /**
   * Thresholds of the core by name, as core/sample/METRICS.md of the package lists them. A wrong name or value is an `options` error and left out.
   * `batch.samples` is what the option `batch` sets; where both are given, this one holds.
   */
  parameters?: Partial<Record<ParameterName, number>>;
  /** `rtc-vitals/external` only: where rtc-vitals.wasm lies, if not beside the module. */
  wasmUrl?: string | URL;
}

/** Counts since the agent was made. */
export interface AgentStats {
  /** Whether the core runs. */
  measuring: boolean;
  connections: number;
  /** Reports read or fed, requests that failed, and requests given up because they hung. */
  polls: number;
  failed: number;
  abandoned: number;
  /** `dropped` batches, and the samples in them, are also told in `lost` of the next batch. `sent`: handed to a beacon, or confirmed. */
  batches: { made: number; sent: number; queued: number; dropped: number; samplesDropped: number };
  /** Message of the newest error, or null. */
  lastError: string | null;
}

export interface Label {
  /** Whose media it is. */
  participant?: string;
  /** What it shows, e.g. camera or screen. A picture of `screen` that stands is `static` where it would be `paused`. */
  source?: string;
}

/**
 * Names one stream: a track, its receiver or its sender. A transceiver names what it receives; a mid what is received and sent over it, in every
 * connection that has one of this name.
 */
export type TrackOrMid = MediaStreamTrack | RTCRtpReceiver | RTCRtpSender | RTCRtpTransceiver | string;

export interface Agent {
  /** Null where the options were wrong or there is no page. */
  readonly sessionId: string | null;
  /** Resolves, never rejects: to false where nothing will be measured. Everything else may be called before. */
  readonly ready: Promise<boolean>;
  /** Watches a connection until it is closed, or cannot be asked for its state, which is told. Twice is once. */
  add(connection: RTCPeerConnection): void;
  /** For apps that poll by themselves: takes a report, not the promise of it; the agent no longer polls that connection. */
  feed(connection: RTCPeerConnection, report: RTCStatsReport | object[] | Record<string, object>): void;
  /**
   * Returns the function that removes the listener. A listener that throws is named on the console and nothing else happens. Under zone.js, as in Angular,
   * a listener runs in the zone in which it was added, and the agent outside of all.
   */
  on(type: 'sample', listener: (sample: Sample) => void): () => void;
  on(type: 'event', listener: (event: AgentEvent) => void): () => void;
  on(type: 'batch', listener: (batch: Batch) => void): () => void;
  on(type: 'error', listener: (error: AgentError) => void): () => void;
  on(type: 'poll', listener: (line: RecordedPoll) => void): () => void;
  /** Whose track it is; stored per stream and used in verdicts. Takes the place of what was said of it before; {} takes that away. */
  label(track: TrackOrMid, label: Label): void;
  /** Tells that a track is paused or muted on purpose: a standing picture is then no freeze, one of few frames not poor, and a source that gives less is no limit of what is sent. */
  setPaused(track: TrackOrMid, paused: boolean): void;
  /** A fact of the app on the same time line. A name is a text that is not empty, cut at 128 bytes in UTF-8; a detail of more than 128 bytes as JSON is left out, and that is told. */
  mark(name: string, detail?: unknown): void;
  /** Changes tags from the next batch on; null or '' takes one away, which batches tell by ''. */
  update(changes: { tags: Record<string, string | number | boolean | null> }): void;
  /** Sends what there is. Resolves when it was tried; the session goes on. */
  flush(): Promise<void>;
  /**
   * Ends polling and the epoch, and sends the rest. Resolves when nothing is left to send, or when the core has not come or the last answers have not
   * come for 30 s; what is left then goes by beacon when the page does. In a page that is prerendered it waits until the page is shown. It undoes
   * instrument(). An agent that is stopped stays so: add(), feed(), label(), setPaused(), mark() and update() do nothing any more, which is told once as
   * `usage`; for another call make a new agent.
   */
  stop(): Promise<void>;
  stats(): AgentStats;
}

/** Makes an agent; returns at once, the core is compiled behind it. Never throws. On a server the agent does nothing. */
export function createAgent(options: AgentOptions): Agent;

/**
 * Adds every RTCPeerConnection that the page makes from now on. Returns the function that undoes it. Twice is once; an agent that is off changes nothing;
 * what is no agent is told on the console.
 */
export function instrument(agent: Agent): () => void;
