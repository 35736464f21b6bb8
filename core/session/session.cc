#include "core/session/session.h"

#include <algorithm>

#include "core/batch/points_writer.h"
#include "core/session/clean_text.h"
#include "core/session/sample_json.h"

namespace rtc_vitals {
namespace {

constexpr std::size_t kMaxToken = 2048;
constexpr double kLatestTime = 1e15;  // ms, year 33658: a later time cannot be written
constexpr std::string_view kFlushWords[] = {"full", "hide", "stop", "asked"};

// An id is released if no report has named it for this many polls of every connection, which is longer than an object is remembered.
constexpr unsigned kIdleRounds = 2 * ObjectSet::kMemoryPolls;

// Whether a batch may contain the text unchanged.
bool IsClean(std::string_view text, std::size_t longest) { return CleanText(text, longest) == text; }

bool IsTime(double t) { return t >= 0 && t < kLatestTime; }  // not for NaN

}  // namespace

bool Session::SetSessionId(std::string_view id) {
  if (id.empty() || !IsClean(id, kMaxText)) return false;
  header_.session_id = id;
  return true;
}

bool Session::SetToken(std::string_view token) {
  if (!IsClean(token, kMaxToken)) return false;
  header_.token = token;
  return true;
}

bool Session::SetTag(std::string_view key, std::string_view value) {
  if (key.empty() || !IsClean(key, kMaxText) || !IsClean(value, kMaxText)) return false;
  for (BatchHeader::Tag& tag : header_.tags) {
    if (tag.key != key) continue;
    tag.value = value;
    return true;
  }
  if (value.empty()) return true;
  if (header_.tags.size() >= kMaxTags) return false;
  header_.tags.push_back({key, value});
  return true;
}

int Session::OpenConnection(std::string_view name) {
  connections_.push_back(std::make_unique<Connection>(++last_handle_, CleanText(name, kMaxText)));
  return last_handle_;
}

void Session::CloseConnection(int handle) {
  if (Connection* connection = Find(handle)) connection->Finish({parameters_, ids_, labels_, window_, last_stream_});
  connections_.EraseIf([&](const auto& connection) { return connection->handle() == handle; });
}

Connection* Session::Find(int handle) const {
  for (const auto& connection : connections_) {
    if (connection->handle() == handle) return connection.get();
  }
  return nullptr;
}

bool Session::SetLabel(int handle, std::string_view key, std::string_view participant, std::string_view source) {
  Connection* connection = Find(handle);
  if (!connection || key.empty() || key.size() > kMaxText) return false;
  connection->notes().SetLabel(key, CleanText(participant, kMaxText), CleanText(source, kMaxText));
  return true;
}

bool Session::SetPaused(int handle, std::string_view key, bool paused) {
  Connection* connection = Find(handle);
  if (!connection || key.empty() || key.size() > kMaxText) return false;
  connection->notes().SetPaused(key, paused);
  return true;
}

bool Session::Mark(double t, std::string_view name, std::string_view detail) {
  if (!IsTime(t) || window_.events().size() >= kMaxEvents) return false;
  Event event{.t = t, .type = "mark"};
  event.values.Add("name", CleanText(name, kMaxText));
  event.values.Add("detail", CleanText(detail, kMaxText));
  window_.AddEvent(std::move(event), {});
  return true;
}

int Session::InternLabel(std::string_view text) { return labels_.Intern(CleanText(text, kMaxText)); }

double* Session::Rows(std::size_t doubles) {
  if (rows_.size() < doubles) rows_.resize(doubles);
  return rows_.data();
}

unsigned Session::Poll(int handle, std::size_t doubles) {
  Connection* connection = Find(handle);
  if (!connection) return 0;
  report_.Assign(rows_.data(), std::min(doubles, rows_.size()), labels_);
  const double t = report_.Only(stat::Type::host)[stat::host::t];
  if (!IsTime(t)) return 0;
  ++polls_;
  TouchIds();
  connection->Poll(report_, {parameters_, ids_, labels_, window_, last_stream_});
  header_.lost_samples += window_.Trim(static_cast<std::size_t>(parameters_.batch.max_samples));
  events_taken_ -= std::min(events_taken_, window_.TrimEvents(kMaxKeptEvents));
  ReleaseIds();

  unsigned flags = kSampleMade;
  if (window_.events().size() > events_taken_) flags |= kEventsWaiting;
  for (const ConnectionWindow& filled : window_.connections()) {
    if (static_cast<double>(filled.t.size()) >= parameters_.batch.samples) flags |= kBatchDue;
  }
  if (!released_.empty()) flags |= kIdsReleased;
  return flags;
}

// Marks every id in the report as in use at this poll.
void Session::TouchIds() {
  for (const int id : report_.ids()) ids_.Touch(id, polls_);
  for (const int id : report_.referenced_ids()) ids_.Touch(id, polls_);
}

// Runs once per round, not per poll: the table is as long as all reports together.
void Session::ReleaseIds() {
  const unsigned round = kIdleRounds * static_cast<unsigned>(connections_.size());
  if (polls_ - released_at_ < round) return;
  released_at_ = polls_;
  const std::size_t before = released_.size();
  ids_.ReleaseIdle(polls_ - std::min(polls_, round), released_);
  for (std::size_t i = before; i < released_.size(); ++i) {
    for (const auto& connection : connections_) connection->ForgetId(released_[i]);
  }
}

TextBuffer Session::SampleJson(int handle) const {
  for (const ConnectionWindow& connection : window_.connections()) {
    if (connection.handle == handle && !connection.t.empty()) return LastSampleJson(connection, labels_);
  }
  return {};
}

TextBuffer Session::TakeEventsJson() {
  TextBuffer json = EventsJson(window_, events_taken_);
  events_taken_ = window_.events().size();
  return json;
}

void Session::ClearWindow() {
  window_.Clear();
  events_taken_ = 0;
}

void Session::AddLost(int samples, int batches) {
  header_.lost_samples += samples;
  header_.lost_batches += batches;
}

void Session::Seal() {
  sealed_ = std::move(window_);
  ClearWindow();
  parts_.push_back(WholeOf(sealed_));
}

BatchText Session::NextBatch(Flush flush) {
  // An epoch that has sent or lost something is ended by an empty batch if nothing else waits.
  const bool ends = flush == Flush::kStop && !ended_ && (seq_ > 0 || header_.lost_samples > 0 || header_.lost_batches > 0);
  if (parts_.empty() && (ends || !window_.empty())) Seal();
  while (!parts_.empty()) {
    const BatchPart part = parts_.pop_back();
    const bool last = parts_.empty() && window_.empty();  // only the very last batch may end the epoch
    const std::string_view word = kFlushWords[static_cast<int>(flush == Flush::kStop && !last ? Flush::kFull : flush)];
    BatchText batch = format_ == Format::kPoints ? WritePoints(header_, sealed_, part)
                                                 : WriteBatch(header_, seq_, word, sealed_, part, labels_);
    if (batch.json.empty()) continue;
    BatchPart first, second;
    if (static_cast<double>(batch.json.size()) > parameters_.batch.max_bytes && Halve(part, sealed_, first, second)) {
      parts_.push_back(second);
      parts_.push_back(first);
      continue;
    }
    last_samples_ = part.Polls(sealed_);
    ended_ = flush == Flush::kStop && last;
    ++seq_;
    return batch;
  }
  return {};
}

}  // namespace rtc_vitals
