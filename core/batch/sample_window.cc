#include "core/batch/sample_window.h"

#include <algorithm>
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
  ConnectionWindow& connection = connections_[current_];
  connection.t.push_back(t);
  for (SampleSeries& series : connection.series) series.values.resize(series.values.size() + FieldsOf(series.kind), kUnknown);
}

void SampleWindow::Set(SampleKind kind, unsigned stream, StreamInfo info, std::span<const double> values) {
  ConnectionWindow& connection = connections_[current_];
  auto series = std::find_if(connection.series.begin(), connection.series.end(), [&](const SampleSeries& s) { return s.stream == stream; });
  if (series == connection.series.end()) {
    // A stats object that left and came back, or got a new SSRC, is another stream with the same id. The two never coexist, so they share a
    // series.
    const auto same_id = [&](const SampleSeries& s) { return s.kind == kind && !info.id.empty() && s.info.id == info.id; };
    series = std::find_if(connection.series.begin(), connection.series.end(), same_id);
    if (series != connection.series.end()) {
      series->stream = stream;
      series->info = std::move(info);
    }
  }
  if (series == connection.series.end()) {
    series = &connection.series.push_back({kind, stream, std::move(info), {}});
    series->values.resize(connection.t.size() * values.size(), kUnknown);
  }
  const auto fields = InfoOf(kind).fields;
  auto place = series->values.end() - static_cast<std::ptrdiff_t>(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) *place++ = InRange(fields[i], values[i]);
}

bool SampleWindow::Has(unsigned stream) const {
  if (current_ >= connections_.size()) return false;
  const auto& series = connections_[current_].series;
  return std::any_of(series.begin(), series.end(), [&](const SampleSeries& s) { return s.stream == stream; });
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

void SampleWindow::Clear() {
  connections_.clear();
  events_.clear();
}

}  // namespace rtc_vitals
