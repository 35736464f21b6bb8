#include "core/batch/points_writer.h"

#include <chrono>

namespace rtc_vitals {
namespace {

bool IsComplete(const InboundVideoSample& sample) {
  return IsKnown(sample.bitrate) && IsKnown(sample.jitter) && IsKnown(sample.framesDecodedPerSecond) && IsKnown(sample.isFrozen);
}

bool IsComplete(const InboundAudioSample& sample) { return IsKnown(sample.bitrate) && IsKnown(sample.jitter); }

// packetLoss is unknown if nothing arrived, or if more packets came late than were lost. Points have no form for unknown, so it reads 0
// then: otherwise a picture frozen by a network cut would not make a point.
template <typename Sample>
double LossOf(const Sample& sample) {
  return KnownOr(sample.packetLoss, 0);
}

// Worse is, in this order: frozen, more loss, fewer frames.
bool IsWorse(const InboundVideoSample& a, const InboundVideoSample& b) {
  if (a.isFrozen != b.isFrozen) return a.isFrozen > b.isFrozen;
  if (LossOf(a) != LossOf(b)) return LossOf(a) > LossOf(b);
  return a.framesDecodedPerSecond < b.framesDecodedPerSecond;
}

bool IsWorse(const InboundAudioSample& a, const InboundAudioSample& b) { return LossOf(a) > LossOf(b); }

// One round of polls: the worst of all connections.
struct Point {
  double t = kUnknown;  // of the first poll, epoch ms
  double rtt = kUnknown;
  bool sends = false;
  double available_outgoing_bitrate = kUnknown;
  const InboundVideoSample* video = nullptr;
  const InboundAudioSample* audio = nullptr;
};

template <typename Sample>
void TakeWorse(const SampleSeries& series, std::size_t index, const Sample*& worst) {
  if (series.kind != KindOf<Sample>::value) return;
  const Sample& sample = SampleFrom<Sample>(series.At(index));
  if (IsComplete(sample) && (!worst || IsWorse(sample, *worst))) worst = &sample;
}

// The smaller of the values that are known.
double MinKnown(double a, double b) { return a <= b ? a : KnownOr(b, a); }

void TakePoll(const ConnectionWindow& connection, std::size_t index, Point& point) {
  bool sends = false;
  for (const SampleSeries& series : connection.series) {
    TakeWorse(series, index, point.video);
    TakeWorse(series, index, point.audio);
    sends = sends || series.kind == SampleKind::outboundVideo || series.kind == SampleKind::outboundAudio;
  }
  const auto& whole = SampleFrom<ConnectionSample>(connection.series.front().At(index));
  if (!(whole.rtt <= point.rtt)) point.rtt = KnownOr(whole.rtt, point.rtt);
  if (sends < point.sends) return;  // without outbound media, a browser only reports its initial estimate
  point.available_outgoing_bitrate =
      point.sends ? MinKnown(point.available_outgoing_bitrate, whole.availableOutgoingBitrate) : whole.availableOutgoingBitrate;
  point.sends = sends;
}

// Polls within this time belong to one round. Shorter than the time between two polls of a connection: createAgent() makes at most one per
// second.
constexpr double kRoundMs = 500;

// Fills `point` from the first round of the part that begins at `from` or later. If there is none, the point's time stays unknown.
void TakeRound(const SampleWindow& window, const BatchPart& part, double from, Point& point) {
  for (bool is_found : {false, true}) {
    for (std::size_t c = part.connections.first; c < part.connections.end; ++c) {
      const ConnectionWindow& connection = window.connections()[c];
      const IndexRange samples = part.samples.LimitedTo(connection.t.size());
      for (std::size_t i = samples.first; i < samples.end; ++i) {
        const double t = connection.t[i];
        if (t < from) continue;
        if (!is_found) point.t = MinKnown(point.t, t);
        else if (t < point.t + kRoundMs) TakePoll(connection, i, point);
      }
    }
  }
}

constexpr int kRatioDecimals = 4;

void WritePoint(const BatchHeader& header, const Point& point, JsonWriter& json) {
  if (!IsKnown(point.rtt)) return;
  json.BeginObject();
  json.Member("sessionId", header.session_id);
  json.Member("timestamp", IsoTime(point.t));
  json.Member("rtt", point.rtt, 1);
  json.Member("availableOutgoingBitrate", point.available_outgoing_bitrate, 0);
  json.Key("video");
  if (const InboundVideoSample* video = point.video) {
    json.BeginObject();
    json.Member("bitrate", video->bitrate, 0);
    json.Member("packetLoss", LossOf(*video), kRatioDecimals);
    json.Member("jitter", video->jitter, 1);
    json.Member("framesDecodedPerSecond", video->framesDecodedPerSecond, 0);
    json.Key("isFrozen"), json.Bool(IsTrue(video->isFrozen));
    json.EndObject();
  } else {
    json.Null();
  }
  json.Key("audio");
  if (const InboundAudioSample* audio = point.audio) {
    json.BeginObject();
    json.Member("bitrate", audio->bitrate, 0);
    json.Member("packetLoss", LossOf(*audio), kRatioDecimals);
    json.Member("jitter", audio->jitter, 1);
    json.EndObject();
  } else {
    json.Null();
  }
  json.EndObject();
}

void AppendPadded(std::int64_t value, int digits, TextBuffer& text) {
  std::int64_t unit = 1;
  for (int i = 1; i < digits; ++i) unit *= 10;
  for (; unit > 0; unit /= 10) text += static_cast<char>('0' + value / unit % 10);
}

}  // namespace

TextBuffer IsoTime(double epoch_ms) {
  using std::chrono::days, std::chrono::milliseconds;
  constexpr double kLatest = 253'402'300'799'999;  // 9999-12-31T23:59:59.999Z
  const milliseconds ms(epoch_ms >= 0 && epoch_ms <= kLatest ? static_cast<std::int64_t>(epoch_ms) : 0);
  const auto day = std::chrono::floor<days>(ms);
  const std::chrono::year_month_day date{std::chrono::sys_days(day)};
  const std::int64_t of_day = (ms - day).count();
  TextBuffer text;
  AppendPadded(static_cast<int>(date.year()), 4, text), text += '-';
  AppendPadded(static_cast<unsigned>(date.month()), 2, text), text += '-';
  AppendPadded(static_cast<unsigned>(date.day()), 2, text), text += 'T';
  AppendPadded(of_day / 3'600'000, 2, text), text += ':';
  AppendPadded(of_day / 60'000 % 60, 2, text), text += ':';
  AppendPadded(of_day / 1000 % 60, 2, text), text += '.';
  AppendPadded(of_day % 1000, 3, text), text += 'Z';
  return text;
}

BatchText WritePoints(const BatchHeader& header, const SampleWindow& window, const BatchPart& part) {
  JsonWriter json;
  json.BeginObject();
  json.Key("metrics"), json.BeginArray();
  const std::size_t empty = json.text().size();
  for (double from = 0; part.series.first == 0;) {  // only in the part with the connections' own series
    Point point;
    TakeRound(window, part, from, point);
    if (!IsKnown(point.t)) break;
    WritePoint(header, point, json);
    from = point.t + kRoundMs;
  }
  if (json.text().size() == empty) return {};
  json.EndArray();
  json.EndObject();
  return {json.Take(), 0};
}

}  // namespace rtc_vitals
