// The public interface of the core: takes rows of getStats() reports, returns samples, events and batches.
#ifndef RTC_VITALS_CORE_SESSION_SESSION_H_
#define RTC_VITALS_CORE_SESSION_SESSION_H_

#include <cstdint>
#include <memory>
#include <string_view>

#include "core/batch/batch_writer.h"
#include "core/session/connection.h"

namespace rtc_vitals {

// One agent: any number of peer connections, one sequence of batches. Not thread-safe. Reads no clock: all times come with the rows.
class Session {
 public:
  // Bits of Poll's result. kEventsWaiting: call TakeEventsJson. kBatchDue: call NextBatch. kIdsReleased: call TakeReleasedIds.
  enum PollFlag : unsigned { kSampleMade = 1, kEventsWaiting = 2, kBatchDue = 4, kIdsReleased = 8 };
  // Why a batch is made. Only kStop ends the epoch.
  enum class Flush { kFull, kHide, kStop, kAsked };
  enum class Format { kSchema1, kPoints };

  static constexpr std::size_t kMaxText = 128;  // bytes of a session id, tag, label or mark
  static constexpr std::size_t kMaxTags = 16;  // including removed ones
  static constexpr std::size_t kMaxEvents = 1000;  // waiting events beyond which Mark refuses: an app can mark faster than can be sent
  static constexpr std::size_t kMaxKeptEvents = 10'000;  // beyond which Poll drops the oldest; a batch takes fewer by far

  // `epoch` distinguishes agents with the same session id: after a reload, batches are counted from 0 again. `translation` converts reports
  // that are not in today's form; null for none.
  explicit Session(std::uint32_t epoch, StatsReport::Translation translation = nullptr) : report_(translation) { header_.epoch = epoch; }

  // SetSessionId, SetToken and SetTag return false and change nothing if a text is too long or contains control characters, the id or key
  // is empty, or there are kMaxTags other tags.
  bool SetSessionId(std::string_view id);
  bool SetToken(std::string_view token);  // at most 2,048 bytes; empty: none
  bool SetTag(std::string_view key, std::string_view value);  // an empty value removes the tag; batches then carry it with an empty value
  void SetFormat(Format format) { format_ = format; }
  // `name` as in session_parameters.def. Returns false and changes nothing if there is no such parameter or `value` is NaN or out of its
  // range.
  bool SetParameter(std::string_view name, double value) { return parameters_.Set(name, value); }

  // Adds a connection and returns its handle, which is at least 1 and never reused. `name` is its id in batches and events: it should be
  // unique, and is cut to kMaxText bytes with control characters replaced by spaces.
  int OpenConnection(std::string_view name);
  // Ends the freezes and episodes that still run, as events, and removes the connection; its samples and events stay for the next batch.
  // Ignores unknown handles.
  void CloseConnection(int handle);
  // Labels a track: `key` is its id or the mid, of at most kMaxText bytes; empty texts remove the label. False if there is no such
  // connection, or `key` is empty or too long; the same for SetPaused.
  bool SetLabel(int handle, std::string_view key, std::string_view participant, std::string_view source);
  // The app paused or muted this track on purpose: while it is paused, a picture that stands still is no freeze.
  bool SetPaused(int handle, std::string_view key, bool paused);
  // Adds an event of the app; `t` in epoch ms. Returns false and changes nothing if kMaxEvents already wait for a batch, or `t` is not at
  // least 0 and below 1e15.
  bool Mark(double t, std::string_view name, std::string_view detail);

  // Return the number of a text, which stands for it in rows; 0 is no text. A label may appear in batches and is cleaned for them. Intern
  // each id only once, until it is released.
  int InternId(std::string_view text) { return ids_.Add(text); }
  int InternLabel(std::string_view text);
  // A buffer for at least `doubles` doubles; valid until the next call of Rows.
  double* Rows(std::size_t doubles);
  // Takes one report of a connection: the rows written to Rows(), one per stats object (layout: stat_table.h), with kUnknown for unknown
  // values, and one of type `host` with the time `t`. Returns PollFlags; 0 if there is no such connection or no host row with a `t` of at
  // least 0 and below 1e15.
  unsigned Poll(int handle, std::size_t doubles);
  // The ids released since the last call, whose numbers will be reused.
  List<int> TakeReleasedIds() { return std::move(released_); }

  // The newest sample of a connection as JSON (sample_json.h); empty if there is none, or a batch has already taken it.
  TextBuffer SampleJson(int handle) const;
  // The events since the last call, as a JSON array. Does not include those that a batch has already taken.
  TextBuffer TakeEventsJson();

  // The samples and events that no batch has taken yet, and how to drop them: for readers of a recorded call, which send nothing.
  const SampleWindow& window() const { return window_; }
  void ClearWindow();
  // The report of the last Poll: views of the rows, valid while these are unchanged.
  const StatsReport& report() const { return report_; }
  const Labels& labels() const { return labels_; }

  // Counts what the delivery had to give up, both numbers at least 0. The next batch reports it.
  void AddLost(int samples, int batches);
  // The next batch to send; its json is empty if there is none. Call it until then: what is too large for one batch is split. With kStop
  // the last batch ends the epoch; it may have no sample if everything else has been sent (points have no such batch).
  BatchText NextBatch(Flush flush);
  std::uint32_t last_seq() const { return seq_ - 1; }      // of the batch returned last
  int last_samples() const { return last_samples_; }       // polls in that batch: what is lost if it is dropped

 private:
  Connection* Find(int handle) const;
  void TouchIds();
  void ReleaseIds();
  void Seal();

  SessionParameters parameters_ = kDefaultParameters;
  BatchHeader header_;
  Format format_ = Format::kSchema1;
  StringTable ids_;
  Labels labels_;
  List<double> rows_;
  StatsReport report_;
  List<std::unique_ptr<Connection>> connections_;
  int last_handle_ = 0;
  unsigned last_stream_ = 0;
  unsigned polls_ = 0;
  List<int> released_;
  unsigned released_at_ = 0;

  SampleWindow window_;             // being filled
  std::size_t events_taken_ = 0;    // events of window_ that TakeEventsJson has returned
  SampleWindow sealed_;             // being sent
  List<BatchPart> parts_;    // of sealed_, the next one last
  std::uint32_t seq_ = 0;
  int last_samples_ = 0;
  bool ended_ = false;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SESSION_SESSION_H_
