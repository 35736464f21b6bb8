#include "core/batch/sample_window.h"

#include <utility>

namespace rtc_vitals {
namespace {

std::size_t FieldsOf(SampleKind kind) { return InfoOf(kind).fields.size(); }

// A value outside the table's range becomes unknown: otherwise a single corrupt browser counter would make the whole batch be refused.
double InRange(const SampleField& field, double value) {
  constexpr double kRounding = 1e-6;  // far less than the last decimal of any field
  if (field.form != FieldForm::kNumber) return value;
  const bool is_possible = value > static_cast<double>(field.min) - kRounding && value < static_cast<double>(field.max) + kRounding;
  return is_possible ? value : kUnknown;
}

}  // namespace

std::size_t SampleWindow::IndexOf(int handle, std::string_view name) {
  std::size_t index = 0;
  while (index < connections_.size() && connections_[index].handle != handle) ++index;
  if (index == connections_.size()) connections_.push_back({handle, name, {}, {}});
  return index;
}

void SampleWindow::AddEvent(Event event, std::string_view name) {
  if (event.connection) IndexOf(event.connection, name);
  events_.push_back(std::move(event));
}

void SampleWindow::BeginPoll(int handle, std::string_view name, double t) {
  current_ = IndexOf(handle, name);
  expected_ = 0;
  ConnectionWindow& connection = connections_[current_];
  connection.t.push_back(t);
  for (SampleSeries& series : connection.series) series.values.resize(series.values.size() + FieldsOf(series.kind), kUnknown);
}

SampleSeries* SampleWindow::Find(unsigned stream) {
  if (current_ >= connections_.size()) return nullptr;
  auto& series = connections_[current_].series;
  for (std::size_t i = 0; i < series.size(); ++i) {
    const std::size_t at = (expected_ + i) % series.size();
    if (series[at].stream != stream) continue;
    expected_ = at;
    return &series[at];
  }
  return nullptr;
}

void SampleWindow::AddSeries(SampleKind kind, unsigned stream, StreamInfo info) {
  ConnectionWindow& connection = connections_[current_];
  // A stats object that left and came back, or got a new SSRC, is another stream with the same id. The two never coexist, so they share a
  // series.
  for (SampleSeries& series : connection.series) {
    if (series.kind != kind || info.id.empty() || !(series.info.id == info.id)) continue;
    series.stream = stream;
    series.info = std::move(info);
    return;
  }
  SampleSeries& series = connection.series.push_back({kind, stream, std::move(info), {}});
  series.values.resize(connection.t.size() * FieldsOf(kind), kUnknown);
}

void SampleWindow::Set(unsigned stream, std::span<const double> values) {
  SampleSeries& series = *Find(stream);
  const auto fields = InfoOf(series.kind).fields;
  auto place = series.values.end() - static_cast<std::ptrdiff_t>(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) *place++ = InRange(fields[i], values[i]);
}

int SampleWindow::Trim(std::size_t limit) {
  int dropped = 0;
  for (ConnectionWindow& connection : connections_) {
    if (connection.t.size() <= limit) continue;
    const std::size_t extra = connection.t.size() - limit;
    dropped += static_cast<int>(extra);
    connection.t.Erase(0, extra);
    for (SampleSeries& series : connection.series) series.values.Erase(0, extra * FieldsOf(series.kind));
  }
  return dropped;
}

std::size_t SampleWindow::TrimEvents(std::size_t limit) {
  if (events_.size() <= limit) return 0;
  const std::size_t extra = events_.size() - limit;
  events_.Erase(0, extra);
  return extra;
}

void SampleWindow::Clear() {
  connections_.clear();
  events_.clear();
}

}  // namespace rtc_vitals
