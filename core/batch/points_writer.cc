#include "core/batch/points_writer.h"

#include <chrono>

namespace rtc_vitals {
namespace {

bool IsWhole(const InboundVideoSample& sample) {
  return IsKnown(sample.bitrate) && IsKnown(sample.jitter) && IsKnown(sample.framesDecodedPerSecond) && IsKnown(sample.isFrozen);
}

bool IsWhole(const InboundAudioSample& sample) { return IsKnown(sample.bitrate) && IsKnown(sample.jitter); }

// A frozen picture is worse than a moving one, then more loss, then fewer frames.
bool IsWorse(const InboundVideoSample& a, const InboundVideoSample& b) {
  if (a.isFrozen != b.isFrozen) return a.isFrozen > b.isFrozen;
  if (a.packetLoss != b.packetLoss) return a.packetLoss > b.packetLoss;
  return a.framesDecodedPerSecond < b.framesDecodedPerSecond;
}

bool IsWorse(const InboundAudioSample& a, const InboundAudioSample& b) { return a.packetLoss > b.packetLoss; }

// No share can be told where nothing comes, or where more came late than was lost. In a form without a place for what is unknown none was lost then:
// else a picture that a cut froze would be no point.
template <typename Sample>
Sample AsPoint(Sample sample) {
  sample.packetLoss = KnownOr(sample.packetLoss, 0);
  return sample;
}

// The worst whole sample of its kind at one poll; false when there is none.
template <typename Sample>
bool WorstAt(const ConnectionWindow& connection, std::size_t index, Sample& worst) {
  bool found = false;
  for (const SampleSeries& series : connection.series) {
    if (series.kind != KindOf<Sample>::value) continue;
    const Sample sample = AsPoint(SampleFrom<Sample>(series.At(index)));
    if (!IsWhole(sample) || (found && !IsWorse(sample, worst))) continue;
    worst = sample;
    found = true;
  }
  return found;
}

constexpr int kRatioDecimals = 4;

void WritePoint(const BatchHeader& header, const ConnectionWindow& connection, std::size_t index, JsonWriter& json) {
  const auto whole = SampleFrom<ConnectionSample>(connection.series.front().At(index));
  if (!IsKnown(whole.rtt)) return;
  json.BeginObject();
  json.Member("sessionId", header.session_id);
  json.Member("timestamp", IsoTime(connection.t[index]));
  json.Member("rtt", whole.rtt, 1);
  json.Member("availableOutgoingBitrate", whole.availableOutgoingBitrate, 0);
  json.Key("video");
  if (InboundVideoSample video; WorstAt(connection, index, video)) {
    json.BeginObject();
    json.Member("bitrate", video.bitrate, 0);
    json.Member("packetLoss", video.packetLoss, kRatioDecimals);
    json.Member("jitter", video.jitter, 1);
    json.Member("framesDecodedPerSecond", video.framesDecodedPerSecond, 0);
    json.Key("isFrozen"), json.Bool(IsTrue(video.isFrozen));
    json.EndObject();
  } else {
    json.Null();
  }
  json.Key("audio");
  if (InboundAudioSample audio; WorstAt(connection, index, audio)) {
    json.BeginObject();
    json.Member("bitrate", audio.bitrate, 0);
    json.Member("packetLoss", audio.packetLoss, kRatioDecimals);
    json.Member("jitter", audio.jitter, 1);
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
  for (std::size_t c = part.connections.first; part.series.first == 0 && c < part.connections.end; ++c) {  // where the connections' own series are
    const ConnectionWindow& connection = window.connections()[c];
    const IndexRange samples = part.samples.Of(connection.t.size());
    for (std::size_t i = samples.first; i < samples.end; ++i) WritePoint(header, connection, i, json);
  }
  if (json.text().size() == empty) return {};
  json.EndArray();
  json.EndObject();
  return {json.Take(), 0};
}

}  // namespace rtc_vitals
