// The whole calculation, from polls to samples in the form of `rtc-vitals analyze FILE --samples`.
//
// Written from W3C webrtc-stats and the browsers' sources, independently of the core and without regard to speed, so that the two can be
// compared.
import { Connection } from './connection.mjs';
import { History } from './history.mjs';
import { inboundAudio } from './inbound_audio.mjs';
import { inboundVideo } from './inbound_video.mjs';
import { outboundAudio, outboundVideo } from './outbound.mjs';
import { Report } from './report.mjs';

export function* samplesOf(polls) {
  const connections = new Map();
  for (const poll of polls) {
    if (!connections.has(poll.pc)) connections.set(poll.pc, { history: new History(), connection: new Connection() });
    const { history, connection } = connections.get(poll.pc);
    const report = new Report(poll.report);
    history.take(report, poll.perf);
    const whole = connection.sample(poll, report, history);
    yield { t: poll.t, connection: poll.pc, kind: 'connection', ...whole };
    for (const object of report.objects) {
      const sample = streamSample(object, report, history, whole.rtt);
      if (sample) yield {
        t: poll.t, connection: poll.pc, kind: sample.kind, stream: history.intervalOf(object).name, ssrc: object.ssrc, ...sample.members,
      };
    }
  }
}

function streamSample(object, report, history, rtt) {
  const interval = history.intervalOf(object);
  switch (`${object.type} ${object.kind ?? ''}`.trim()) {
    case 'inbound-rtp video':
      return { kind: 'inboundVideo', members: inboundVideo(interval) };
    case 'inbound-rtp audio':
      return {
        kind: 'inboundAudio',
        members: inboundAudio(interval, history.intervalOf(report.get(object.playoutId, 'media-playout')), rtt),
      };
    case 'outbound-rtp video':
      return { kind: 'outboundVideo', members: outboundVideo(report, history, interval) };
    case 'outbound-rtp audio':
      return { kind: 'outboundAudio', members: outboundAudio(report, history, interval) };
    case 'data-channel':
      return { kind: 'dataChannel', members: dataChannel(interval) };
    default:
      return undefined;
  }
}

function dataChannel(interval) {
  return {
    state: interval.now.state,
    messagesSentPerSecond: interval.rate('messagesSent'),
    messagesReceivedPerSecond: interval.rate('messagesReceived'),
    bytesSentPerSecond: interval.rate('bytesSent'),
    bytesReceivedPerSecond: interval.rate('bytesReceived'),
  };
}
