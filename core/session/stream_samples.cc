#include "core/session/stream_samples.h"

#include "core/base/units.h"
#include "core/meter/audio_mos.h"
#include "core/meter/outbound_audio_meter.h"
#include "core/session/freeze_polls.h"
#include "core/session/links.h"

namespace rtc_vitals {
namespace {

namespace in = stat::inbound_rtp;
namespace out = stat::outbound_rtp;
using stat::Type;

template <typename Sample>
void FillRemote(Sample& sample, const RemoteReport& report) {
  sample.remotePacketLoss = report.loss;
  sample.remoteJitter = report.jitter_ms;
  sample.remoteRtt = report.rtt_ms;
}

// `sample` with the values of the last recent receiver report. Between two reports they are unknown, and a quality based on them would
// flicker.
template <typename Sample, typename Stream>
Sample AsLastReported(Sample sample, const Stream& stream) {
  FillRemote(sample, stream.remote.Recent(stream.row.timestamp()));
  return sample;
}

// `source`: the media-source of an outbound stream, which knows its track; may be null.
TrackKeys KeysOf(const Stream& stream, const TrackedObject* source, const StreamPoll& poll) {
  const Row row = stream.row;
  if (stream.type == Type::inbound_rtp) return {poll.labels.Text(row.Ref(in::mid)), poll.ids.Text(row.Ref(in::trackIdentifier))};
  return {poll.labels.Text(row.Ref(out::mid)),
          source ? poll.ids.Text(source->row.Ref(stat::media_source::trackIdentifier)) : std::string_view()};
}

template <typename Sample>
void SetQuality(const Quality& quality, Stream& stream, Sample& sample, const Labels& labels) {
  stream.quality = quality;
  FillQuality(quality, sample.quality, sample.qualityReasons, labels);
}

}  // namespace

void FillQuality(const Quality& quality, double& word, double& reasons, const Labels& labels) {
  if (!IsKnown(quality.level)) return;
  const int words[] = {labels.good, labels.fair, labels.poor};
  word = words[static_cast<int>(quality.level)];
  if (quality.reasons) reasons = quality.reasons;
}

InboundVideoSample SampleOf(InboundVideoStream& stream, const StreamPoll& poll) {
  InboundVideoSample sample = stream.meter.Update(stream.interval, stream.row);
  // If the remote end has left, no more frames will come, and a picture that stands still is not a fault.
  if (poll.connection.dtlsState == poll.labels.closed) {
    stream.freezes.Close();
    return sample;
  }
  const TrackKeys keys = KeysOf(stream, nullptr, poll);
  VideoPoll video_poll = VideoPollOf(stream, RemoteReportOf(stream, poll.report, poll.objects));
  const bool screen = stream.row.Ref(in::contentType) == poll.labels.screenshare || poll.notes.IsLabelledScreen(keys);
  const bool paused = poll.notes.IsPaused(keys);
  video_poll.hints.screenshare = screen;
  video_poll.hints.paused = paused;
  const PictureState picture = stream.freezes.Update(video_poll, poll.freeze_poll, poll.parameters.freeze);
  sample.frameAgeMs = picture.frame_age_ms;
  sample.frozenMs = picture.frozen_ms;
  sample.isFrozen = picture.is_frozen;
  const double held = stream.interval.Mean(in::jitterBufferTargetDelay, in::jitterBufferEmittedCount) -
                      stream.interval.Mean(in::jitterBufferMinimumDelay, in::jitterBufferEmittedCount);
  stream.discards.Update(sample, {.audio_jitter_ms = kMsPerSecond * poll.freeze_poll.audioJitter, .held_ms = kMsPerSecond * held},
                         stream.interval.ms(), stream.episodes);
  const Row codec = poll.report.Find(stream.row.Ref(in::codecId), Type::codec);
  if (!paused) {
    sample.score = stream.score.Update(sample, stream.interval.ms(), poll.connection.rtt, codec.Ref(stat::codec::mimeType), screen);
  }
  SetQuality(QualityOf(sample, screen || paused, poll.parameters.quality), stream, sample, poll.labels);
  return sample;
}

InboundAudioSample SampleOf(InboundAudioStream& stream, const StreamPoll& poll) {
  const TrackedObject* playout = poll.objects.Current(Type::media_playout, stream.row.Ref(in::playoutId));
  InboundAudioSample sample = stream.meter.Update(stream.interval, stream.row, playout ? playout->interval : CounterInterval());
  // Chromium takes no samples of audio that is not played (its track is on no element): the jitter buffer overflows again and again, which
  // does no harm.
  const bool is_unplayed = stream.interval.Delta(in::totalSamplesReceived) == 0;
  if (!is_unplayed) stream.episodes.Add(EpisodeKind::kLatePackets, sample.packetsDiscardedPerSecond * stream.interval.seconds());
  const MosInputs inputs = MosInputsOf(sample, poll.connection.rtt);
  sample.mos = AudioMos(inputs, poll.parameters.mos);
  if (IsKnown(sample.mos)) {
    sample.mosDelayMs = inputs.delay_ms;
    sample.mosLoss = inputs.loss;
  }
  SetQuality(QualityOf(sample, poll.parameters.quality), stream, sample, poll.labels);
  return sample;
}

OutboundVideoSample SampleOf(OutboundVideoStream& stream, const StreamPoll& poll) {
  const TrackedObject* source = SourceOf(stream, poll.report, poll.objects);
  const TrackedObject* remote = RemoteReportOf(stream, poll.report, poll.objects);
  OutboundVideoSample sample = stream.meter.Update(stream.interval, stream.row, poll.labels.Text(stream.row.Ref(out::scalabilityMode)),
                                                   source ? source->interval : CounterInterval(), source ? source->row : Row());
  FillRemote(sample, stream.remote.Update(remote ? remote->interval : CounterInterval(), remote ? remote->row : Row(), stream.interval));
  const TrackKeys keys = KeysOf(stream, source, poll);
  const SenderState state{.source = source ? source->id : 0,
                          .is_further_layer = IsFurtherLayer(stream, poll.report),
                          .may_idle = stream.row.Ref(out::contentType) == poll.labels.screenshare || poll.notes.IsLabelledScreen(keys) ||
                                      poll.notes.IsPaused(keys)};
  stream.limits.Update(sample, state, stream.interval.ms(), stream.episodes);
  SetQuality(QualityOf(AsLastReported(sample, stream), poll.parameters.quality), stream, sample, poll.labels);
  return sample;
}

OutboundAudioSample SampleOf(OutboundAudioStream& stream, const StreamPoll& poll) {
  const TrackedObject* source = SourceOf(stream, poll.report, poll.objects);
  const TrackedObject* remote = RemoteReportOf(stream, poll.report, poll.objects);
  OutboundAudioSample sample = OutboundAudioOf(stream.interval, stream.row, source ? source->row : Row());
  FillRemote(sample, stream.remote.Update(remote ? remote->interval : CounterInterval(), remote ? remote->row : Row(), stream.interval));
  SetQuality(QualityOf(AsLastReported(sample, stream), poll.parameters.quality), stream, sample, poll.labels);
  return sample;
}

StreamInfo InfoOf(const Stream& stream, const StreamPoll& poll) {
  StreamInfo info;
  info.id = stream.name;
  info.ssrc = stream.ssrc;
  const bool inbound = stream.type == Type::inbound_rtp;
  if (!inbound && stream.type != Type::outbound_rtp) return info;
  const TrackKeys keys = KeysOf(stream, inbound ? nullptr : SourceOf(stream, poll.report, poll.objects), poll);
  info.mid = keys.mid;
  if (!inbound) info.rid = poll.labels.Text(stream.row.Ref(out::rid));
  const Row codec = poll.report.Find(stream.row.Ref(inbound ? static_cast<int>(in::codecId) : static_cast<int>(out::codecId)), Type::codec);
  info.codec = poll.labels.Text(codec.Ref(stat::codec::mimeType));
  if (const TrackLabel* label = poll.notes.LabelOf(keys)) {
    info.participant = label->participant;
    info.source = label->source;
  }
  return info;
}

}  // namespace rtc_vitals
