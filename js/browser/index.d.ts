// The types of rtc-vitals. Written by hand, except tables.d.ts; tests/types compiles uses of them, e2e checks them against the real thing.
import type {
  ConnectionValues, DataChannelValues, InboundAudioValues, InboundVideoValues, OutboundAudioValues, OutboundVideoValues, ParameterName,
} from './tables.js';

export type * from './tables.js';

/** A problem that the agent reports. Nothing is ever thrown into the page. */
export interface AgentError {
  /**
   * - `options`: an option is invalid and its default is used; without `url` and `send` the agent stays off.
   * - `usage`: the API was used wrongly, e.g. an invalid argument or a call after stop().
   * - `unsupported`: the core cannot run here.
   * - `core`: the core failed and is off for good.
   * - `poll`: getStats() failed or hung.
   * - `report`: a report could not be read and is skipped.
   * - `delivery`: a batch could not be delivered.
   * - `carry-over`: IndexedDB cannot be used, or batches of earlier page loads were discarded.
   * - `internal`: a bug in rtc-vitals.
   */
  code: 'options' | 'usage' | 'unsupported' | 'core' | 'poll' | 'report' | 'delivery' | 'carry-over' | 'internal';
  /** What happened, where, and what to do. */
  message: string;
  /** The thrown value behind the problem, usually an Error; undefined if there is none. */
  cause?: unknown;
}

/** Identifies a stream of a sample. A member that is unknown or does not apply is missing. */
export interface StreamIdentity {
  /** Stats id of the stream when it was first seen; it stays the same if the browser changes the id later. */
  stream: string;
  /** SSRC of the RTP stream, 0 to 4294967295. */
  ssrc?: number;
  /** `mid` of its transceiver. */
  mid?: string;
  /** RID of a simulcast layer; outbound streams only. */
  rid?: string;
  /** MIME type, e.g. video/VP8. */
  codec?: string;
  /** Set by the app with label(). */
  label?: Label;
}

/** One stream of a sample: its identity, and its values over the interval. */
export type StreamSample<Values> = StreamIdentity & Values;

/**
 * One poll of one connection. An unknown value is null, never 0. The interval of a value is the time since the previous poll.
 * Each list has one entry per stream in the report.
 */
export interface Sample {
  /**
   * Wall-clock time of the poll, epoch ms. Monotonic within a page: if the clock is set back, `t` continues from the old time.
   * If it is set forward, `t` follows, since a page cannot tell that from a sleep of the machine.
   */
  t: number;
  /** Name of the connection, unique within the agent: c1, c2, ... */
  connection: string;
  /** Values of the connection as a whole: `rtt` (ms), `availableOutgoingBitrate` (bit/s), ... */
  values: ConnectionValues;
  /** Videos received. */
  inboundVideo: StreamSample<InboundVideoValues>[];
  /** Audio streams received. */
  inboundAudio: StreamSample<InboundAudioValues>[];
  /** Videos sent, with one entry per simulcast layer. */
  outboundVideo: StreamSample<OutboundVideoValues>[];
  /** Audio streams sent. */
  outboundAudio: StreamSample<OutboundAudioValues>[];
  /** Data channels. */
  dataChannel: StreamSample<DataChannelValues>[];
}

/** The members that all events share. core/sample/METRICS.md in the package lists the members of each type. */
interface EventBase<Type extends string> {
  type: Type;
  /** Epoch ms, on the clock of the samples. Of a `start`, when it began; of an `end`, when it was over. */
  t: number;
  /** Name of the connection; missing if the event concerns the page as a whole. */
  connection?: string;
  /** `stream` of the stream's samples; missing if the event does not concern a single stream. */
  stream?: string;
  /** The label of the stream, set by the app with label(). In an `end` it may be missing: if the stream is no longer in the report. */
  label?: Label;
}

/**
 * The picture of an inbound video stood still: it froze although it should have moved (`freeze`), it was paused,
 * its source stopped sending, or it did not change (`static`, a shared screen).
 */
export interface PictureEvent extends EventBase<'freeze' | 'paused' | 'source-stopped' | 'static'> {
  /**
   * An event that was over before the next poll, like most short freezes, has only an `end`.
   * An `end` with `durationMs` 0 retracts its `start`.
   */
  phase: 'start' | 'end';
  /** How long the picture stood, ms; in a `start`, so far. With precision `interval`, the sum of all `count` freezes. */
  durationMs: number;
  /** Accuracy of the times. `exact`: a few ms. `poll`: one poll interval. `interval`: somewhere in the `intervalMs` before `t`. */
  precision: 'exact' | 'poll' | 'interval';
  /** Number of freezes; only with precision `interval`. */
  count?: number;
  /** Time between the last frames before two polls, ms; only with precision `interval`. */
  intervalMs?: number;
  /** The cause as far as it is known at this point. Always `sender-stopped` for types other than `freeze`. */
  cause:
    | 'network-cut' | 'congestion' | 'packet-loss' | 'keyframe-starvation' | 'decoder-failure' | 'decoder-overload' | 'jitter'
    | 'sender-stopped' | 'unknown';
  /** How certain the cause is; for types other than `freeze`, how certain it is that this was not a freeze. */
  confidence: 'low' | 'medium' | 'high';
  /** Only in an `end` that no frame caused: the stream left the report, the connection was closed, or the agent stopped. */
  until?: 'stream-end';
  /** The measurements that the cause was inferred from; METRICS.md lists their names and units. */
  evidence?: Record<string, number>;
}

/** The members that DiscardsEvent and LimitedEvent share. */
interface EpisodeBase<Type extends string> extends EventBase<Type> {
  phase: 'start' | 'end';
  /** How long it lasted, ms; in a `start`, so far. */
  durationMs: number;
  /** Values of the stream's sample (or the connection's) at that poll, by member name. */
  evidence?: Record<string, number>;
}

/** Far more packets or frames than usual were discarded. */
export interface DiscardsEvent extends EpisodeBase<'discards'> {
  /** METRICS.md says what each reason means. */
  reason:
    | 'late' | 'lip-sync' | 'incomplete-frame' | 'missing-reference' | 'cpu-decode' | 'cpu-render' | 'sender-timestamps' | 'encoder-drop'
    | 'socket-send' | 'unknown';
  /** What was discarded. */
  unit: 'packets' | 'frames';
  /** How many were discarded so far. */
  count: number;
}

/** An outbound video was limited by the CPU, the bandwidth or its source. */
export interface LimitedEvent extends EpisodeBase<'limited'> {
  /** METRICS.md says what each reason means. */
  reason: 'cpu' | 'bandwidth' | 'capture';
}

export type EpisodeEvent = DiscardsEvent | LimitedEvent;

/** `connectionState` changed. */
export interface StateEvent extends EventBase<'connection-state'> {
  /** The previous state; missing in the first event of a connection. */
  from?: string;
  /** The new state. */
  to: string;
}

/**
 * Another candidate pair carries the media now, after an ICE restart or without one. A member that the browser does not report is missing.
 */
export interface PathEvent extends EventBase<'path-change' | 'ice-restart'> {
  /** host, srflx, prflx or relay. */
  localCandidateType?: string;
  /** host, srflx, prflx or relay. */
  remoteCandidateType?: string;
  /** udp or tcp; on a relay, the protocol to it: udp, tcp or tls. */
  protocol?: string;
}

/** The app called mark(). */
export interface MarkEvent extends EventBase<'mark'> {
  /** Cut at 128 bytes in UTF-8. */
  name: string;
  /** JSON text; missing if there was no detail. */
  detail?: string;
}

/** Something that happened at a point in time. Later versions may add types. */
export type AgentEvent = PictureEvent | EpisodeEvent | StateEvent | PathEvent | MarkEvent;

/**
 * Why a batch was made. `full`: enough samples. `hide`: the page was hidden; it may come back. `stop`: the agent was stopped; of
 * several batches made then, only the last has `"flush":"stop"` in its body and ends the epoch. `asked`: by flush(), because the last
 * connection closed, or because too many marks waited.
 */
export type FlushReason = 'full' | 'hide' | 'stop' | 'asked';

/** A batch, just made and queued. Without `url` and `send` it goes nowhere. */
export interface Batch {
  /** JSON text as it would be sent now. Each attempt to send it writes its own `sentAt`. */
  body: string;
  /** Number of the batch within the epoch, from 0. */
  seq: number;
  /** Polls in the batch; 0 if it carries only events. */
  samples: number;
  reason: FlushReason;
  sessionId: string;
  /** Random unsigned 32-bit number of the agent. After a reload, the page has another epoch in the same session. */
  epoch: number;
}

/** One poll as a line for `rtc-vitals analyze`: write JSON.stringify(line) per line. It contains only what the core reads of a report. */
export interface RecordedPoll {
  /** Wall-clock time of the poll, epoch ms; see Sample. */
  t: number;
  /** Name of the connection. */
  pc: string;
  /** performance.now() at the poll, ms. */
  perf: number;
  /** How long getStats() took, ms; null if the report came from feed(). */
  getStatsMs: number | null;
  /** connectionState of the connection; undefined if the browser does not have it. */
  conn: string | undefined;
  /** iceConnectionState of the connection; undefined if the browser does not have it. */
  ice: string | undefined;
  /** Whether the page was visible. */
  visible: boolean;
  /** The stats objects, each reduced to the members that the core reads. */
  report: object[];
}

/** Second argument of `send`. (sessionId, epoch, seq) identifies a batch permanently: if a batch arrives twice, store it once. */
export interface SendMeta {
  sessionId: string;
  /** Random unsigned 32-bit number of the agent. */
  epoch: number;
  /** Number of the batch within the epoch, from 0. */
  seq: number;
  reason: FlushReason;
  /** Polls in the batch; 0 if it carries only events. */
  samples: number;
  /** Size of the body in bytes. */
  bytes: number;
  format: 'rtc-vitals/1' | 'points';
  /** True if the page may be gone in a moment: the only asynchronous work to rely on is a beacon or fetch(keepalive). */
  hiding: boolean;
}

/** Options of createAgent(). An invalid one is reported as an `options` error, and its default is used. */
export interface AgentOptions {
  /**
   * Address that batches are posted to, resolved against the page's address. http or https, without user name and password,
   * as browsers do not post to such addresses. null: nothing is sent, listeners still get everything. Required unless `send` is given.
   */
  url?: string | URL | null;
  /**
   * Sends batches instead of the agent. A batch was not taken if this returns (or resolves to) false or a Response that is not `ok`,
   * rejects, or does not settle within 30 s; an opaque Response counts as taken. The agent then calls it again later, not before the
   * `Retry-After` of a Response has passed. A Response with status 400, 413, 415 or 422 refuses the batch for good.
   * `(body) => fetch(…)` is a complete implementation.
   */
  send?: (body: string, meta: SendMeta) => unknown;
  /**
   * Id of the session: 1 to 128 bytes in UTF-8, without control characters. Default: random per agent.
   * Tabs with the same id form one session.
   */
  sessionId?: string;
  /**
   * Secret that every batch carries, since a beacon has no headers:
   * at most 2,048 bytes in UTF-8, without control characters. Not with `points`.
   */
  token?: string;
  /**
   * Facts about the session: at most 16, with names and values of at most 128 bytes in UTF-8, without control characters. An
   * invalid tag is left out, with an `options` error. `platform` defaults to browser and major version, e.g. chrome_156,
   * unless 16 other tags are given. Not with `points`.
   */
  tags?: Record<string, string | number | boolean | null>;
  /** Seconds between polls, 1 to 5. Default: 2. */
  poll?: number;
  /** Samples of a connection per batch, an integer from 1 to 10. Default: 5. */
  batch?: number;
  /**
   * Share of sessions that are measured, 0 to 1. Default: 1. Decided by the session id, so that all tabs and reloads of a session agree.
   */
  sampleRate?: number;
  /** false: the agent does nothing at all. Default: true. */
  enabled?: boolean;
  /**
   * `beacon` (default): fire and forget. `confirmed`: reads the response and retries.
   * A redirect confirms nothing: set `url` to the address it leads to.
   */
  delivery?: 'beacon' | 'confirmed';
  /**
   * true: keeps undelivered batches in IndexedDB, at most 100 and for a day; the next page load sends them while no batch of its own waits.
   * Default: false. Requires `confirmed`; not with `send`.
   */
  carryOver?: boolean;
  /**
   * true: gzips bodies while the page is visible; the collector recognises gzip by its first bytes.
   * Default: false. Not with `points` or `send`.
   */
  gzip?: boolean;
  /**
   * Format of the batches. Default: `rtc-vitals/1`. `points` is the plain form for back ends that already accept it: session id,
   * time, round trip, bitrate, and the worst video and audio received by any connection in a round of polls. It has no place for
   * `token`, `tags`, labels, marks, events and lost samples.
   */
  format?: 'rtc-vitals/1' | 'points';
  /**
   * Thresholds of the core by name; core/sample/METRICS.md in the package lists them. An unknown name or a value out of range is ignored,
   * with an `options` error. `batch.samples` is the setting behind the option `batch`, and takes precedence over it.
   */
  parameters?: Partial<Record<ParameterName, number>>;
  /** Address of rtc-vitals.wasm; `rtc-vitals/external` only. Default: beside the module. */
  wasmUrl?: string | URL;
}

/** State of the agent, and counters since it was created. */
export interface AgentStats {
  /** Whether the core is running. */
  measuring: boolean;
  /** Connections being watched. */
  connections: number;
  /** Reports taken, from getStats() or feed(). */
  polls: number;
  /** getStats() calls that failed. */
  failed: number;
  /** getStats() calls that were given up because they hung for 10 s. */
  abandoned: number;
  /**
   * `sent`: handed to a beacon, or confirmed. `queued`: waiting now.
   * `lost` of the next batch also reports `dropped` batches and their samples.
   */
  batches: { made: number; sent: number; queued: number; dropped: number; samplesDropped: number };
  /** Message of the latest error; null if there was none. */
  lastError: string | null;
}

/** Describes a track. Each text is cut at 128 bytes in UTF-8. */
export interface Label {
  /** Whose media it is. */
  participant?: string;
  /** What it shows, e.g. `camera` or `screen`. A `screen` that stands still is a `static` event where others are `paused`. */
  source?: string;
}

/**
 * Identifies a stream by its track, receiver or sender. A transceiver identifies what it receives.
 * A mid identifies what is received and what is sent over that m-line, in every connection that has this mid.
 */
export type TrackOrMid = MediaStreamTrack | RTCRtpReceiver | RTCRtpSender | RTCRtpTransceiver | string;

/** Measures the peer connections of a page. Its methods never throw. */
export interface Agent {
  /** Id of the session; null if the options were invalid or there is no page. */
  readonly sessionId: string | null;
  /**
   * Resolves to true when the core runs, to false if nothing will be measured. Never rejects.
   * There is no need to wait for it before other calls.
   */
  readonly ready: Promise<boolean>;
  /** Watches a connection until it is closed, or until its state cannot be read, which is a `usage` error. Idempotent. */
  add(connection: RTCPeerConnection): void;
  /** For apps that call getStats() themselves: takes the awaited report, not the promise. The agent no longer polls this connection. */
  feed(connection: RTCPeerConnection, report: RTCStatsReport | object[] | Record<string, object>): void;
  /**
   * Listens for samples. For every type, on() returns a function that removes the listener. If a listener throws, the
   * exception goes to the console and has no other effect. Under zone.js, as in Angular, a listener runs in the zone in which
   * it was added; the agent itself runs outside all zones.
   */
  on(type: 'sample', listener: (sample: Sample) => void): () => void;
  /** Listens for freezes and other events. */
  on(type: 'event', listener: (event: AgentEvent) => void): () => void;
  /** Listens for batches, each when it has been made. */
  on(type: 'batch', listener: (batch: Batch) => void): () => void;
  /** Listens for errors, each distinct message once. Without such a listener they go to the console. */
  on(type: 'error', listener: (error: AgentError) => void): () => void;
  /** Listens for polls as lines for `rtc-vitals analyze`. */
  on(type: 'poll', listener: (line: RecordedPoll) => void): () => void;
  /** Labels a track. The label is stored per stream and used in verdicts. It replaces the previous one; {} removes it. */
  label(track: TrackOrMid, label: Label): void;
  /**
   * Says that a track is paused or muted on purpose (true), or no longer so (false). While it is, a picture that stands still is not a
   * freeze, a low frame rate does not lower `quality`, and a source that delivers fewer frames is not reported as `limited`.
   */
  setPaused(track: TrackOrMid, paused: boolean): void;
  /**
   * Adds an event of the app to the time line. `name` must not be empty, and is cut at 128 bytes in UTF-8.
   * A `detail` that cannot be written as JSON, or exceeds 128 bytes as JSON, is left out, with a `usage` error.
   */
  mark(name: string, detail?: unknown): void;
  /** Changes tags from the next batch on. null or '' removes a tag; batches then carry it with the value ''. */
  update(changes: { tags: Record<string, string | number | boolean | null> }): void;
  /** Sends what has been collected so far. Resolves when the attempts have ended, successful or not. The session goes on. */
  flush(): Promise<void>;
  /**
   * Ends polling and the epoch, sends the rest and undoes instrument(). Resolves when nothing is left to send, at the latest after
   * waiting 30 s for the core and 30 s for the last responses; what is left then leaves by beacon when the page is hidden or closed. In
   * a prerendered page it waits until the page is shown. When the page is closed or its frame is removed, it resolves at once, as
   * nothing more can be sent. A stopped agent cannot be restarted: add(), feed(), label(), setPaused(), mark() and update() do nothing
   * more than report a `usage` error, once. Create a new agent for the next call.
   */
  stop(): Promise<void>;
  /** State and counters at this moment. */
  stats(): AgentStats;
}

/** Creates an agent. Returns at once, while the core still compiles. Never throws. On a server the agent does nothing. */
export function createAgent(options: AgentOptions): Agent;

/**
 * Makes `agent` watch every RTCPeerConnection that the page creates from now on. Returns a function that undoes this. Idempotent.
 * Does nothing if the agent is off. An argument that is not an agent is reported on the console.
 */
export function instrument(agent: Agent): () => void;
