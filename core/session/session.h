// The core as a shell uses it: rows of getStats() reports in; samples, events and batches out.
#ifndef RTC_VITALS_CORE_SESSION_SESSION_H_
#define RTC_VITALS_CORE_SESSION_SESSION_H_

#include <cstdint>
#include <memory>
#include <string_view>

#include "core/batch/batch_writer.h"
#include "core/session/connection.h"

namespace rtc_vitals {

// One agent: any number of peer connections, one stream of batches. Single-threaded; time comes in with the rows.
class Session {
 public:
  // What a poll left to do; bits.
  enum PollFlag : unsigned { kSampleMade = 1, kEventsWaiting = 2, kBatchDue = 4, kIdsReleased = 8 };
  // Why a batch leaves. Only kStop ends the epoch.
  enum class Flush { kFull, kHide, kStop, kAsked };
  enum class Format { kSchema1, kPoints };

  static constexpr std::size_t kMaxText = 128;  // bytes of a session id, tag, label or mark
  static constexpr std::size_t kMaxTags = 16;  // those that were taken away among them
  static constexpr std::size_t kMaxEvents = 1000;  // that wait with a mark: an app can mark more than anybody can send

  // `epoch` tells apart two agents with one session id: a reload begins to count anew. `translation`: for reports that are not of today's form.
  explicit Session(std::uint32_t epoch, StatsReport::Translation translation = nullptr) : report_(translation) { header_.epoch = epoch; }

  // False, and nothing changed, when the text is empty, too long or holds control characters, or there are too many tags.
  bool SetSessionId(std::string_view id);
  bool SetToken(std::string_view token);  // up to 2,048 bytes; empty: none
  bool SetTag(std::string_view key, std::string_view value);  // an empty value takes the tag away, which batches tell from then on
  void SetFormat(Format format) { format_ = format; }
  bool SetParameter(std::string_view name, double value) { return parameters_.Set(name, value); }

  int OpenConnection(std::string_view name);
  void CloseConnection(int handle);
  // False when there is no such connection.
  bool SetLabel(int handle, std::string_view key, std::string_view participant, std::string_view source);
  // The app knows that this track is paused or muted on purpose: a picture that stands then is no freeze.
  bool SetPaused(int handle, std::string_view key, bool paused);
  // The app's own fact on the time line; `t` in epoch ms. False, and nothing changed, when kMaxEvents wait for a batch already.
  bool Mark(double t, std::string_view name, std::string_view detail);

  // Ids and labels cross once; 0 means none. A label may stand in a batch, and is cut and cleaned for it. An id may be interned again only after it was released.
  int InternId(std::string_view text) { return ids_.Add(text); }
  int InternLabel(std::string_view text);
  // Room for at least so many doubles; good until the next call.
  double* Rows(std::size_t doubles);
  // Takes the rows that were written there: one an object (stat_table.h has their layout), what is not known kUnknown, and one of type `host` with the time
  // `t`. Returns PollFlags; 0 when there is no such connection or no usable host row.
  unsigned Poll(int handle, std::size_t doubles);
  // Ids whose numbers will be given out again, since the last call.
  List<int> TakeReleasedIds() { return std::move(released_); }

  // The newest sample of a connection, unfolded, as JSON; empty when it was sent already.
  TextBuffer SampleJson(int handle) const;
  // The events since the last call, as a JSON array.
  TextBuffer TakeEventsJson();

  // The samples and events that no batch has taken yet, and how to drop them: for those who read a recorded call and send nothing.
  const SampleWindow& window() const { return window_; }
  void ClearWindow();
  // The rows of the last Poll, which it keeps views on: good while these stay.
  const StatsReport& report() const { return report_; }
  const Labels& labels() const { return labels_; }

  // What delivery had to give up; told with the next batch.
  void AddLost(int samples, int batches);
  // The next batch to send; empty when there is none. Call it until then: what is too large for one leaves as several. kStop ends the epoch: its last
  // batch says so, and may hold no sample when everything before has left (points have no such batch).
  BatchText NextBatch(Flush flush);
  std::uint32_t last_seq() const { return seq_ - 1; }      // of the text returned last
  int last_samples() const { return last_samples_; }       // polls it carries: what is lost if it is dropped

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
  std::size_t events_told_ = 0;     // of the window, by TakeEventsJson
  SampleWindow sealed_;             // being sent
  List<BatchPart> parts_;    // of the sealed window, the next one last
  std::uint32_t seq_ = 0;
  int last_samples_ = 0;
  bool ended_ = false;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SESSION_SESSION_H_
