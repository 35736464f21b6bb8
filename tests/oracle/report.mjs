// One report in today's W3C form. Translates old names, `track` objects, isRemote and the callback form of Chrome before 117.
import { legacyToStandard } from './legacy.mjs';

// Members that were on `track` objects before they moved to the RTP objects (Chrome <= 111, Safari <= 16; W3C webrtc-stats, "obsolete"
// section).
const kTrackMembers = [
  'trackIdentifier', 'framesReceived', 'framesDecoded', 'framesDropped', 'framesSent', 'hugeFramesSent', 'freezeCount',
  'totalFreezesDuration', 'pauseCount',
  'totalPausesDuration', 'frameWidth', 'frameHeight', 'jitterBufferDelay', 'jitterBufferEmittedCount', 'totalSamplesReceived',
  'concealedSamples',
  'silentConcealedSamples', 'concealmentEvents', 'insertedSamplesForDeceleration', 'removedSamplesForAcceleration', 'audioLevel',
];

export class Report {
  constructor(rawObjects) {
    this.objects = legacyToStandard(rawObjects).map(standardNames);
    this.byId = new Map(this.objects.map((object) => [object.id, object]));
    this.foldTracks();
  }

  ofType(type) {
    return this.objects.filter((object) => object.type === type);
  }

  get(id, type) {
    const object = this.byId.get(id);
    return object?.type === type ? object : undefined;
  }

  foldTracks() {
    for (const object of this.objects) {
      if (object.type !== 'inbound-rtp' && object.type !== 'outbound-rtp') continue;
      const track = this.get(object.trackId, 'track');
      if (!track) continue;
      // A sender's track covers all its encodings: with simulcast its counts belong to none of them.
      if (object.type === 'outbound-rtp' && this.ofType('outbound-rtp').filter((other) => other.trackId === object.trackId).length > 1) {
        continue;
      }
      for (const member of kTrackMembers) {
        if (track[member] !== undefined && object[member] === undefined) object[member] = track[member];
      }
      // In those versions the RTP object's level was 0..32767, and the track's always 0..1.
      if (object.kind === 'audio' && track.audioLevel !== undefined) object.audioLevel = track.audioLevel;
    }
  }
}

function standardNames(raw) {
  const object = { ...raw };
  object.kind = raw.kind ?? raw.mediaType;
  if (object.type === 'inbound-rtp' && object.isRemote === true) object.type = 'remote-inbound-rtp';
  if (object.type === 'outbound-rtp' && object.isRemote === true) object.type = 'remote-outbound-rtp';
  object.packetsDiscarded = raw.packetsDiscarded ?? raw.discardedPackets;
  object.dataChannelIdentifier = raw.dataChannelIdentifier ?? raw.datachannelid;
  for (const [reason, seconds] of Object.entries(raw.qualityLimitationDurations ?? {})) object[`limited.${reason}`] = seconds;
  return object;
}
