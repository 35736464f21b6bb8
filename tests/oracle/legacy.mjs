// The callback form of getStats() (Chrome before 117): types ssrc, googCandidatePair, googComponent, VideoBwe; all values are strings.

const kCandidateTypes = { local: 'host', stun: 'srflx', serverreflexive: 'srflx', peerreflexive: 'prflx', relayed: 'relay' };

export function legacyToStandard(objects) {
  if (!objects.some((object) => object.type === 'googComponent' || object.type === 'googCandidatePair' || object.type === 'ssrc')) {
    return objects;
  }
  const bandwidth = objects.find((object) => object.type === 'VideoBwe');
  return objects.flatMap((object) => {
    switch (object.type) {
      case 'ssrc':
        return ssrcObject(object);
      case 'googComponent':
        return [{ ...base(object, 'transport'), selectedCandidatePairId: object.selectedCandidatePairId }];
      case 'googCandidatePair':
        return [pairObject(object, bandwidth)];
      case 'localcandidate':
      case 'remotecandidate':
        return [candidateObject(object)];
      default:
        return [];
    }
  });
}

function base(object, type) {
  return { id: object.id, timestamp: Number(object.timestamp), type };
}

function number(text) {
  return text === undefined || text === '' ? undefined : Number(text);
}

function milliseconds(text) {
  return text === undefined ? undefined : Number(text) / 1000;
}

function numbers(object, names) {
  return Object.fromEntries(names.filter((name) => object[name] !== undefined).map((name) => [name, number(object[name])]));
}

function level(text) {
  return text === undefined ? undefined : Number(text) / 32767;
}

function ssrcObject(object) {
  const received = object.packetsReceived !== undefined || object.bytesReceived !== undefined;
  return received ? [inbound(object)] : outbound(object);
}

const stream = (object, type) => ({
  ...base(object, type), kind: object.mediaType, ssrc: number(object.ssrc), transportId: object.transportId,
});

function inbound(object) {
  return {
    ...stream(object, 'inbound-rtp'),
    ...numbers(object, ['packetsReceived', 'packetsLost', 'bytesReceived', 'framesDecoded', 'qpSum']),
    jitter: milliseconds(object.googJitterReceived),
    nackCount: number(object.googNacksSent),
    pliCount: number(object.googPlisSent),
    firCount: number(object.googFirsSent),
    frameWidth: number(object.googFrameWidthReceived),
    frameHeight: number(object.googFrameHeightReceived),
    audioLevel: level(object.audioOutputLevel),
  };
}

function outbound(object) {
  const truth = (text) => text === 'true' || text === true;
  const limited = object.googBandwidthLimitedResolution !== undefined || object.googCpuLimitedResolution !== undefined;
  return [
    {
      ...stream(object, 'outbound-rtp'),
      ...numbers(object, ['packetsSent', 'bytesSent', 'framesEncoded', 'hugeFramesSent', 'qpSum']),
      nackCount: number(object.googNacksReceived),
      pliCount: number(object.googPlisReceived),
      firCount: number(object.googFirsReceived),
      frameWidth: number(object.googFrameWidthSent),
      frameHeight: number(object.googFrameHeightSent),
      captureRate: number(object.googFrameRateInput),
      sourceLevel: level(object.audioInputLevel),
      qualityLimitationReason: !limited
        ? undefined
        : truth(object.googBandwidthLimitedResolution) ? 'bandwidth' : truth(object.googCpuLimitedResolution) ? 'cpu' : 'none',
    },
    {
      ...base(object, 'remote-inbound-rtp'),
      id: `${object.id} remote`,
      localId: object.id,
      kind: object.mediaType,
      ssrc: number(object.ssrc),
      packetsLost: number(object.packetsLost),
      jitter: milliseconds(object.googJitterReceived),
      roundTripTime: milliseconds(object.googRtt),
    },
  ];
}

function pairObject(object, bandwidth) {
  const active = object.googActiveConnection === 'true' || object.googActiveConnection === true;
  return {
    ...base(object, 'candidate-pair'),
    transportId: object.googChannelId,
    localCandidateId: object.localCandidateId,
    remoteCandidateId: object.remoteCandidateId,
    selected: active,
    currentRoundTripTime: milliseconds(object.googRtt),
    availableOutgoingBitrate: active ? number(bandwidth?.googAvailableSendBandwidth) : undefined,
    ...numbers(object, ['packetsSent', 'packetsDiscardedOnSend', 'bytesSent', 'bytesReceived', 'responsesReceived']),
  };
}

function candidateObject(object) {
  return {
    ...base(object, object.type === 'localcandidate' ? 'local-candidate' : 'remote-candidate'),
    candidateType: kCandidateTypes[object.candidateType] ?? object.candidateType,
    protocol: object.transport,
    networkType: object.networkType,
  };
}
