#include "core/session/connection.h"

#include <algorithm>
#include <utility>

#include "core/base/units.h"
#include "core/meter/audio_mos.h"
#include "core/meter/data_channel_meter.h"
#include "core/meter/outbound_audio_meter.h"
#include "core/session/clean_text.h"
#include "core/session/event_of.h"
#include "core/session/freeze_polls.h"
#include "core/session/links.h"

namespace rtc_vitals {
namespace {

namespace in = stat::inbound_rtp;
namespace out = stat::outbound_rtp;
using stat::Type;

// Bytes of a stream's name: a batch may hold 128 characters, and this leaves room to tell apart ids that are cut alike.
constexpr std::size_t kMaxName = 120;

constexpr unsigned kOwnSeries = 0;  // the connection's own samples are a stream, too; those of its report are counted from 1

// The objects that are compared with the last poll, besides the streams, and where their SSRC stands.
struct Followed {
  Type type;
  int ssrc;  // -1: has none
};
constexpr Followed kFollowed[] = {
    {Type::transport, -1},
    {Type::candidate_pair, -1},
    {Type::media_source, -1},
    {Type::media_playout, -1},
    {Type::remote_inbound_rtp, stat::remote_inbound_rtp::ssrc},
    {Type::remote_outbound_rtp, stat::remote_outbound_rtp::ssrc},
};

template <typename Sample>
void FillRemote(Sample& sample, const RemoteReport& told) {
  sample.remotePacketLoss = told.loss;
  sample.remoteJitter = told.jitter_ms;
  sample.remoteRtt = told.rtt_ms;
}

// A sample between two receiver reports does not know how the stream arrives; a rating that came and went with them would flicker.
template <typename Sample, typename Stream>
Sample AsLastReported(Sample sample, const Stream& stream) {
  FillRemote(sample, stream.remote.Recent(stream.row.timestamp()));
  return sample;
}

}  // namespace

void Connection::Poll(const StatsReport& report, const SessionContext& context) {
  const Row host = report.Only(Type::host);
  const double last_t = std::exchange(t_, host[stat::host::t]);
  const double last_perf = std::exchange(perf_, host[stat::host::perf]);
  ms_ = KnownOr(perf_ - last_perf, t_ - last_t);  // the wall clock may have been set in between; a recording may have no other
  context.window.BeginPoll(handle_, name_, t_);
  objects_.BeginPoll(report, perf_, context.parameters.interval);
  worst_ = Quality();
  AdvanceAll(report, context);
  sample_ = meter_.Update(report, objects_, context.labels);
  connection_poll_ = ConnectionPollOf(report, objects_, sample_, context.labels);
  context.window.Set(kOwnSeries, {}, sample_);  // takes its place as the first series; its quality follows
  SampleStreams(report, context);
  SampleConnection(context);
  AddConnectionEvents(context);
  objects_.EndPoll();
}

void Connection::AdvanceAll(const StatsReport& report, const SessionContext& context) {
  for (const Followed& followed : kFollowed) {
    for (const Row& row : report.Of(followed.type)) {
      objects_.Advance(row, followed.ssrc < 0 ? kUnknown : row[followed.ssrc], SampleKind::kCount, Make<TrackedObject>);
    }
  }
  const Labels& labels = context.labels;
  const auto follow = [&](Row row, double ssrc, SampleKind kind, ObjectSet::Factory make) {
    auto& stream = static_cast<Stream&>(objects_.Advance(row, ssrc, kind, make));
    if (stream.name.empty()) stream.name = NameFor(row.id(), context.ids);
  };
  for (const Row& row : report.Of(Type::inbound_rtp)) {
    if (row.Ref(in::kind) == labels.video) follow(row, row[in::ssrc], SampleKind::inboundVideo, Make<InboundVideoStream>);
    if (row.Ref(in::kind) == labels.audio) follow(row, row[in::ssrc], SampleKind::inboundAudio, Make<InboundAudioStream>);
  }
  for (const Row& row : report.Of(Type::outbound_rtp)) {
    if (row.Ref(out::kind) == labels.video) follow(row, row[out::ssrc], SampleKind::outboundVideo, Make<OutboundVideoStream>);
    if (row.Ref(out::kind) == labels.audio) follow(row, row[out::ssrc], SampleKind::outboundAudio, Make<OutboundAudioStream>);
  }
  for (const Row& row : report.Of(Type::data_channel)) follow(row, kUnknown, SampleKind::dataChannel, Make<DataChannelStream>);
}

// The stats id as a batch may hold it, unless a stream that goes on under another id is known by it: two streams of one name would share their samples.
TextBuffer Connection::NameFor(int id, const StringTable& ids) const {
  TextBuffer name = CleanText(ids.Text(id), kMaxName);
  for (const auto& object : objects_.objects()) {
    if (object->kind == SampleKind::kCount || object->id == id) continue;
    if (static_cast<const Stream&>(*object).name == name) name += '\'';
  }
  return name;
}

void Connection::SampleStreams(const StatsReport& report, const SessionContext& context) {
  for (const auto& object : objects_.objects()) {
    if (object->kind == SampleKind::kCount) continue;
    auto& stream = static_cast<Stream&>(*object);
    if (object->seen != objects_.poll()) {
      const bool video = stream.kind == SampleKind::inboundVideo;
      if (!video || !static_cast<InboundVideoStream&>(stream).freezes.OutlastsAbsence(connection_poll_)) FinishStream(stream, context);
      continue;
    }
    switch (stream.kind) {
      case SampleKind::inboundVideo: Store(stream, ValuesOf(SampleOf(static_cast<InboundVideoStream&>(stream), report, context)), report, context); break;
      case SampleKind::inboundAudio: Store(stream, ValuesOf(SampleOf(static_cast<InboundAudioStream&>(stream), context)), report, context); break;
      case SampleKind::outboundVideo: Store(stream, ValuesOf(SampleOf(static_cast<OutboundVideoStream&>(stream), report, context)), report, context); break;
      case SampleKind::outboundAudio: Store(stream, ValuesOf(SampleOf(static_cast<OutboundAudioStream&>(stream), report, context)), report, context); break;
      default: Store(stream, ValuesOf(DataChannelOf(stream.interval, stream.row)), report, context);
    }
  }
}

InboundVideoSample Connection::SampleOf(InboundVideoStream& stream, const StatsReport& report, const SessionContext& context) {
  const SessionParameters& parameters = context.parameters;
  InboundVideoSample sample = stream.meter.Update(stream.interval, stream.row);
  if (sample_.dtlsState == context.labels.closed) {  // the far end said goodbye: no frame is to come, and a picture that stands is none of its faults
    stream.freezes.Close();
    AddFreezes(stream, context);
    return sample;
  }
  const TrackKeys keys = KeysOf(stream, nullptr, context);
  VideoPoll video_poll = VideoPollOf(stream, FarReportOf(stream, report, objects_));
  const bool screen = stream.row.Ref(in::contentType) == context.labels.screenshare || notes_.IsLabelledScreen(keys);
  const bool paused = notes_.IsPaused(keys);
  video_poll.hints.screenshare = screen;
  video_poll.hints.paused = paused;
  const PictureState picture = stream.freezes.Update(video_poll, connection_poll_, parameters.freeze);
  sample.frameAgeMs = picture.frame_age_ms;
  sample.frozenMs = picture.frozen_ms;
  sample.isFrozen = picture.is_frozen;
  AddFreezes(stream, context);
  const double held = stream.interval.Mean(in::jitterBufferTargetDelay, in::jitterBufferEmittedCount) -
                      stream.interval.Mean(in::jitterBufferMinimumDelay, in::jitterBufferEmittedCount);
  stream.discards.Update(sample, {.audio_jitter_ms = kMsPerSecond * connection_poll_.audioJitter, .held_ms = kMsPerSecond * held}, stream.interval.ms(), stream.episodes);
  const Row codec = report.Find(stream.row.Ref(in::codecId), Type::codec);
  if (!paused) sample.score = stream.score.Update(sample, stream.interval.ms(), sample_.rtt, context.labels.Text(codec.Ref(stat::codec::mimeType)), screen);
  Rate(QualityOf(sample, screen || paused, parameters.quality), sample.quality, sample.qualityReasons, context.labels);
  return sample;
}

InboundAudioSample Connection::SampleOf(InboundAudioStream& stream, const SessionContext& context) {
  const SessionParameters& parameters = context.parameters;
  const TrackedObject* playout = objects_.Current(Type::media_playout, stream.row.Ref(in::playoutId));
  InboundAudioSample sample = stream.meter.Update(stream.interval, stream.row, playout ? playout->interval : CounterInterval());
  // Of a sound that nobody plays (a track on no element) Chromium takes no sample, and its jitter buffer overflows again and again: nobody misses that.
  const bool is_unplayed = stream.interval.Delta(in::totalSamplesReceived) == 0;
  if (!is_unplayed) stream.episodes.Add(EpisodeKind::kLatePackets, sample.packetsDiscardedPerSecond * stream.interval.seconds());
  const MosInputs inputs = MosInputsOf(sample, sample_.rtt);
  sample.mos = AudioMos(inputs, parameters.mos);
  if (IsKnown(sample.mos)) {
    sample.mosDelayMs = inputs.delay_ms;
    sample.mosLoss = inputs.loss;
  }
  Rate(QualityOf(sample, parameters.quality), sample.quality, sample.qualityReasons, context.labels);
  return sample;
}

OutboundVideoSample Connection::SampleOf(OutboundVideoStream& stream, const StatsReport& report, const SessionContext& context) {
  const TrackedObject* source = SourceOf(stream, report, objects_);
  const TrackedObject* remote = FarReportOf(stream, report, objects_);
  OutboundVideoSample sample =
      stream.meter.Update(stream.interval, stream.row, source ? source->interval : CounterInterval(), source ? source->row : Row());
  FillRemote(sample, stream.remote.Update(remote ? remote->interval : CounterInterval(), remote ? remote->row : Row(), stream.interval));
  const TrackKeys keys = KeysOf(stream, source, context);
  const SenderState state{.source = source ? source->id : 0,
                          .is_further_layer = IsFurtherLayer(stream, report),
                          .may_rest = stream.row.Ref(out::contentType) == context.labels.screenshare || notes_.IsLabelledScreen(keys) || notes_.IsPaused(keys)};
  stream.limits.Update(sample, state, stream.interval.ms(), stream.episodes);
  Rate(QualityOf(AsLastReported(sample, stream), context.parameters.quality), sample.quality, sample.qualityReasons, context.labels);
  return sample;
}

OutboundAudioSample Connection::SampleOf(OutboundAudioStream& stream, const StatsReport& report, const SessionContext& context) {
  const TrackedObject* source = SourceOf(stream, report, objects_);
  const TrackedObject* remote = FarReportOf(stream, report, objects_);
  OutboundAudioSample sample = OutboundAudioOf(stream.interval, stream.row, source ? source->row : Row());
  FillRemote(sample, stream.remote.Update(remote ? remote->interval : CounterInterval(), remote ? remote->row : Row(), stream.interval));
  Rate(QualityOf(AsLastReported(sample, stream), context.parameters.quality), sample.quality, sample.qualityReasons, context.labels);
  return sample;
}

void Connection::AddFreezes(const InboundVideoStream& stream, const SessionContext& context) {
  for (const FreezeEvent& found : stream.freezes.events()) context.window.AddEvent(EventOf(found, handle_, stream.name), name_);
}

void Connection::AddEpisodes(Episodes& episodes, SampleKind kind, std::span<const double> values, std::string_view stream,
                             const SessionContext& context) {
  for (const Episodes::Change& change : episodes.changes()) context.window.AddEvent(EventOf(change, kind, values, handle_, stream), name_);
  episodes.ForgetChanges();
}

void Connection::FinishStream(Stream& stream, const SessionContext& context) {
  stream.episodes.Finish();
  AddEpisodes(stream.episodes, stream.kind, {}, stream.name, context);
  if (stream.kind != SampleKind::inboundVideo) return;
  auto& video = static_cast<InboundVideoStream&>(stream);
  video.freezes.Close();
  AddFreezes(video, context);
}

void Connection::Finish(const SessionContext& context) {
  for (const auto& object : objects_.objects()) {
    if (object->kind != SampleKind::kCount) FinishStream(static_cast<Stream&>(*object), context);
  }
  episodes_.Finish();
  AddEpisodes(episodes_, SampleKind::connection, {}, {}, context);
}

void Connection::SampleConnection(const SessionContext& context) {
  const Labels& labels = context.labels;
  const double state = KnownOr(sample_.connectionState, sample_.iceConnectionState);  // Firefox before 113 tells only that of ICE
  const bool up = state == labels.connected || state == labels.completed;
  const bool lost = state == labels.failed || state == labels.disconnected;
  Rate(Worse(worst_, QualityOf(sample_, up || lost ? lost : kUnknown, context.parameters.quality)), sample_.quality, sample_.qualityReasons, labels);
  context.window.Set(kOwnSeries, {}, sample_);
  episodes_.Add(EpisodeKind::kSocketSend, sample_.packetsDiscardedOnSendPerSecond * ms_ / kMsPerSecond);
  episodes_.EndPoll(t_, ms_);
  AddEpisodes(episodes_, SampleKind::connection, ValuesOf(sample_), {}, context);
}

void Connection::Rate(const Quality& quality, double& word, double& reasons, const Labels& labels) {
  if (!IsKnown(quality.level)) return;
  const int words[] = {labels.good, labels.fair, labels.poor};
  word = words[static_cast<int>(quality.level)];
  if (quality.reasons) reasons = quality.reasons;
  worst_ = Worse(worst_, quality);
}

void Connection::Store(Stream& stream, std::span<const double> values, const StatsReport& report, const SessionContext& context) {
  if (!stream.number) stream.number = ++context.last_stream;
  const bool known = context.window.Has(stream.number);
  context.window.Set(stream.kind, stream.number, known ? StreamInfo() : InfoOf(stream, report, context), values);
  stream.episodes.EndPoll(t_, stream.interval.ms());
  AddEpisodes(stream.episodes, stream.kind, values, stream.name, context);
}

StreamInfo Connection::InfoOf(const Stream& stream, const StatsReport& report, const SessionContext& context) const {
  StreamInfo info;
  info.id = stream.name;
  info.ssrc = stream.ssrc;
  const bool inbound = stream.type == Type::inbound_rtp;
  if (!inbound && stream.type != Type::outbound_rtp) return info;
  const TrackKeys keys = KeysOf(stream, inbound ? nullptr : SourceOf(stream, report, objects_), context);
  info.mid = keys.mid;
  if (!inbound) info.rid = context.labels.Text(stream.row.Ref(out::rid));
  const Row codec = report.Find(stream.row.Ref(inbound ? static_cast<int>(in::codecId) : static_cast<int>(out::codecId)), Type::codec);
  info.codec = context.labels.Text(codec.Ref(stat::codec::mimeType));
  if (const TrackLabel* label = notes_.LabelOf(keys)) {
    info.participant = label->participant;
    info.source = label->source;
  }
  return info;
}

// A stream that is sent has the track of its source, which may be null.
TrackKeys Connection::KeysOf(const Stream& stream, const TrackedObject* source, const SessionContext& context) {
  const Row row = stream.row;
  if (stream.type == Type::inbound_rtp) return {context.labels.Text(row.Ref(in::mid)), context.ids.Text(row.Ref(in::trackIdentifier))};
  return {context.labels.Text(row.Ref(out::mid)), source ? context.ids.Text(source->row.Ref(stat::media_source::trackIdentifier)) : std::string_view()};
}

void Connection::AddConnectionEvents(const SessionContext& context) {
  const auto tell = [&](std::string_view type, std::initializer_list<std::pair<const char*, double>> words) {
    Event event{.t = t_, .type = type, .connection = handle_};
    for (const auto& [key, label] : words) event.values.Add(key, context.labels.Text(static_cast<int>(KnownOr(label, 0))));
    context.window.AddEvent(std::move(event), name_);
  };
  if (IsKnown(sample_.connectionState) && sample_.connectionState != last_state_) {
    tell("connection-state", {{"from", last_state_}, {"to", sample_.connectionState}});
    last_state_ = sample_.connectionState;
  }
  if (meter_.path_changed()) {
    tell(meter_.ice_restarted() ? "ice-restart" : "path-change", {{"localCandidateType", sample_.localCandidateType},
                                                                  {"remoteCandidateType", sample_.remoteCandidateType},
                                                                  {"protocol", sample_.protocol}});
  }
}

}  // namespace rtc_vitals
