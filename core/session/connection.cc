#include "core/session/connection.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/units.h"
#include "core/meter/data_channel_meter.h"
#include "core/session/clean_text.h"
#include "core/session/event_of.h"
#include "core/session/freeze_polls.h"

namespace rtc_vitals {
namespace {

namespace in = stat::inbound_rtp;
namespace out = stat::outbound_rtp;
using stat::Type;

// Most bytes of a stream's name. A batch allows 128 characters; the difference leaves room to distinguish ids that become equal when cut.
constexpr std::size_t kMaxName = 120;

constexpr unsigned kOwnSeries = 0;  // the connection's own samples; streams of the report are numbered from 1

// The types of objects that are compared with the last poll, besides streams, and the member with their SSRC.
struct TrackedType {
  Type type;
  int ssrc;  // -1: none
};
constexpr TrackedType kTrackedTypes[] = {
    {Type::transport, -1},
    {Type::candidate_pair, -1},
    {Type::media_source, -1},
    {Type::media_playout, -1},
    {Type::remote_inbound_rtp, stat::remote_inbound_rtp::ssrc},
    {Type::remote_outbound_rtp, stat::remote_outbound_rtp::ssrc},
};

}  // namespace

void Connection::Poll(const StatsReport& report, const SessionContext& context) {
  const Row host = report.Only(Type::host);
  const double last_t = std::exchange(t_, host[stat::host::t]);
  const double last_perf = std::exchange(perf_, host[stat::host::perf]);
  // The wall clock may have been set in between, but a recording may have no other clock.
  const double ms = KnownOr(perf_ - last_perf, t_ - last_t);
  ms_ = ms <= context.parameters.interval.max_ms ? ms : kUnknown;
  context.window.BeginPoll(handle_, name_, t_);
  objects_.BeginPoll(report, perf_, context.parameters.interval);
  worst_ = Quality();
  AdvanceAll(report, context);
  sample_ = meter_.Update(report, objects_, context.labels);
  connection_poll_ = ConnectionPollOf(report, objects_, sample_, context.labels);
  context.window.Set(kOwnSeries, {}, sample_);  // takes the place of the first series; `quality` is set later, by SampleConnection
  SampleStreams(report, context);
  SampleConnection(context);
  AddConnectionEvents(context);
  objects_.EndPoll();
}

void Connection::AdvanceAll(const StatsReport& report, const SessionContext& context) {
  for (const TrackedType& tracked : kTrackedTypes) {
    for (const Row& row : report.Of(tracked.type)) {
      objects_.Advance(row, tracked.ssrc < 0 ? kUnknown : row[tracked.ssrc], SampleKind::kCount, Make<TrackedObject>);
    }
  }
  const Labels& labels = context.labels;
  const auto track = [&](Row row, double ssrc, SampleKind kind, ObjectSet::Factory make) {
    auto& stream = static_cast<Stream&>(objects_.Advance(row, ssrc, kind, make));
    if (stream.name.empty()) stream.name = NameFor(row.id(), context.ids);
  };
  for (const Row& row : report.Of(Type::inbound_rtp)) {
    if (row.Ref(in::kind) == labels.video) track(row, row[in::ssrc], SampleKind::inboundVideo, Make<InboundVideoStream>);
    if (row.Ref(in::kind) == labels.audio) track(row, row[in::ssrc], SampleKind::inboundAudio, Make<InboundAudioStream>);
  }
  for (const Row& row : report.Of(Type::outbound_rtp)) {
    if (row.Ref(out::kind) == labels.video) track(row, row[out::ssrc], SampleKind::outboundVideo, Make<OutboundVideoStream>);
    if (row.Ref(out::kind) == labels.audio) track(row, row[out::ssrc], SampleKind::outboundAudio, Make<OutboundAudioStream>);
  }
  for (const Row& row : report.Of(Type::data_channel)) track(row, kUnknown, SampleKind::dataChannel, Make<DataChannelStream>);
}

// The stats id, cleaned for a batch. `'` is appended if another stream, whose id has changed, has this name: streams with one name would
// share samples.
TextBuffer Connection::NameFor(int id, const StringTable& ids) const {
  TextBuffer name = CleanText(ids.Text(id), kMaxName);
  for (const auto& object : objects_.objects()) {
    if (object->kind == SampleKind::kCount || object->id == id) continue;
    if (static_cast<const Stream&>(*object).name == name) name += '\'';
  }
  return name;
}

void Connection::SampleStreams(const StatsReport& report, const SessionContext& context) {
  const StreamPoll poll{report, objects_, sample_, connection_poll_, notes_, context.parameters, context.ids, context.labels};
  for (const auto& object : objects_.objects()) {
    if (object->kind == SampleKind::kCount) continue;
    auto& stream = static_cast<Stream&>(*object);
    if (object->seen == objects_.poll()) {
      SampleStream(stream, poll, context);
      worst_ = Worse(worst_, stream.quality);
    } else if (stream.kind != SampleKind::inboundVideo || !objects_.Remembers(stream) ||
               !static_cast<InboundVideoStream&>(stream).freezes.OutlastsAbsence(connection_poll_)) {
      FinishStream(stream, context);
    }
  }
}

void Connection::SampleStream(Stream& stream, const StreamPoll& poll, const SessionContext& context) {
  stream.quality = Quality();
  switch (stream.kind) {
    case SampleKind::inboundVideo: {
      auto& video = static_cast<InboundVideoStream&>(stream);
      const InboundVideoSample sample = SampleOf(video, poll);
      SetAhead(video.row.timestamp(), context.parameters.interval.clock_step_ms);
      AddFreezes(video, context);
      return Store(stream, ValuesOf(sample), poll, context);
    }
    case SampleKind::inboundAudio: return Store(stream, ValuesOf(SampleOf(static_cast<InboundAudioStream&>(stream), poll)), poll, context);
    case SampleKind::outboundVideo:
      return Store(stream, ValuesOf(SampleOf(static_cast<OutboundVideoStream&>(stream), poll)), poll, context);
    case SampleKind::outboundAudio:
      return Store(stream, ValuesOf(SampleOf(static_cast<OutboundAudioStream&>(stream), poll)), poll, context);
    default: return Store(stream, ValuesOf(DataChannelOf(stream.interval, stream.row)), poll, context);
  }
}

// Sets how far the wall clock is ahead of the stats' clock, which is never adjusted and on some machines stands still during sleep
// (getstats.md), so that it may be hours behind. While the two agree, `ahead_` is 0: the stats' clock is more precise for events, as it
// says when the stats were taken.
void Connection::SetAhead(double timestamp, double step_ms) {
  const double ahead = t_ - timestamp;
  ahead_ = std::abs(ahead) > step_ms + KnownOr(sample_.getStatsMs, 0) ? ahead : 0;
}

void Connection::AddFreezes(const InboundVideoStream& stream, const SessionContext& context) {
  for (const FreezeEvent& found : stream.freezes.events()) {
    Event event = EventOf(found, handle_, stream.name);
    event.t += ahead_;
    context.window.AddEvent(std::move(event), name_);
  }
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
  const double state = KnownOr(sample_.connectionState, sample_.iceConnectionState);  // Firefox before 113 has only iceConnectionState
  const bool up = state == labels.connected || state == labels.completed;
  const bool lost = state == labels.failed || state == labels.disconnected;
  const Quality own = QualityOf(sample_, up || lost ? lost : kUnknown, context.parameters.quality);
  FillQuality(Worse(worst_, own), sample_.quality, sample_.qualityReasons, labels);
  context.window.Set(kOwnSeries, {}, sample_);
  episodes_.Add(EpisodeKind::kSocketSend, sample_.packetsDiscardedOnSendPerSecond * ms_ / kMsPerSecond);
  episodes_.EndPoll(t_, ms_);
  AddEpisodes(episodes_, SampleKind::connection, ValuesOf(sample_), {}, context);
}

void Connection::Store(Stream& stream, std::span<const double> values, const StreamPoll& poll, const SessionContext& context) {
  if (!stream.number) stream.number = ++context.last_stream;
  if (!context.window.Has(stream.number)) context.window.AddSeries(stream.kind, stream.number, InfoOf(stream, poll));
  context.window.Set(stream.number, values);
  stream.episodes.EndPoll(t_, stream.interval.ms());
  AddEpisodes(stream.episodes, stream.kind, values, stream.name, context);
}

void Connection::AddConnectionEvents(const SessionContext& context) {
  const auto add_event = [&](std::string_view type, std::initializer_list<std::pair<const char*, double>> words) {
    Event event{.t = t_, .type = type, .connection = handle_};
    for (const auto& [key, label] : words) event.values.Add(key, context.labels.Text(static_cast<int>(KnownOr(label, 0))));
    context.window.AddEvent(std::move(event), name_);
  };
  if (IsKnown(sample_.connectionState) && sample_.connectionState != last_state_) {
    add_event("connection-state", {{"from", last_state_}, {"to", sample_.connectionState}});
    last_state_ = sample_.connectionState;
  }
  if (meter_.path_changed()) {
    add_event(meter_.ice_restarted() ? "ice-restart" : "path-change", {{"localCandidateType", sample_.localCandidateType},
                                                                       {"remoteCandidateType", sample_.remoteCandidateType},
                                                                       {"protocol", sample_.protocol}});
  }
}

}  // namespace rtc_vitals
