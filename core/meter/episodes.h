// Episodes on one stream: packets or frames thrown away for one reason, or a limit of the sender.
#ifndef RTC_VITALS_CORE_METER_EPISODES_H_
#define RTC_VITALS_CORE_METER_EPISODES_H_

#include <cstdint>

#include "core/base/list.h"
#include "core/base/unknown.h"

namespace rtc_vitals {

enum class EpisodeKind : std::uint8_t {
  // Discards. See discards.h for what getStats() says about each, and what it cannot say.
  kLatePackets,
  kLateFrames,
  kLipSync,
  kIncompleteFrame,
  kMissingReference,
  kCpuDecode,
  kCpuRender,
  kSenderTimestamps,
  kEncoderDrop,
  kSocketSend,
  kUnknownFrames,
  // Limits of the sender.
  kCpuLimit,
  kBandwidthLimit,
  kCaptureLimit,
  kCount,
};

// How events name an episode.
struct EpisodeWords {
  const char* type;    // "discards" or "limited"
  const char* reason;
  const char* unit;    // "packets" or "frames"; null for a limit
};
const EpisodeWords& WordsOf(EpisodeKind kind);

// Chosen so that good recordings report nothing and each fault a handful of episodes (tests/score/episodes_test.mjs). In brackets: in how
// many of 494 readings of recorded calls (247, polled every 1 and 2 s) the episodes differ with half and with twice the value.
struct EpisodeParameters {
  double settle_ms = 10000;      // age from which a stream is judged: encoders, buffers and bandwidth estimates start unevenly (GCC takes
                                 // 10 to 20 s) [26, 277]
  double quiet_ms = 5000;        // an episode is over after this long without it [342, 330: they fall apart, or merge]
  double usual_ms = 30000;       // window of the usual rate [0, 0]
  double spike_factor = 3;       // times the usual rate is a spike, [1, 11]
  double min_rate = 3;           // of at least this many packets or frames a second, [86, 207: mostly frames that the encoder left out]
  double min_amount = 5;         // and this many in the interval [52, 191: the same]
  double limited_share = 0.5;    // of an interval: the sender was limited [5, 27]
  double continue_share = 0.2;   // of the rate needed to begin: below it an episode is quiet [39, 92]
};

// An episode begins with an interval whose amount stands out, in size and against the stream's usual rate. It is over after a quiet period:
// a bad minute is one episode, not one per poll.
class Episodes {
 public:
  // An episode that began or is over. Times are those of polls on the wall clock, ms, which may be set meanwhile, so `length_ms` is not
  // their difference. `start` is the poll before the interval in which it began.
  struct Change {
    EpisodeKind kind;
    bool over = false;
    double start = kUnknown;
    double end = kUnknown;  // the last poll of the episode; the current one while it runs
    double length_ms = 0;   // from start to end
    double amount = 0;      // packets or frames so far; seconds for a limit
  };

  // Amount in the interval that ends with this poll: packets, frames or seconds of limitation. Unknown counts as none.
  void Add(EpisodeKind kind, double amount);
  // Call after every Add of the interval. `t`: the poll, ms. `ms`: its interval, on a clock that is never set; durations are measured by
  // it. If it is unknown, nothing is concluded.
  void EndPoll(double t, double ms);
  // The stream is gone: running episodes are over.
  void Finish();

  // Changes since the last ForgetChanges().
  const List<Change>& changes() const { return changes_; }
  void ForgetChanges() { changes_.clear(); }

 private:
  struct Entry {
    Change change;
    double amount = 0;  // in this interval
    double usual = 0;   // per second
    double begun_at_ms = 0, seen_at_ms = 0;  // by age_ms_, while it runs: its start and its end so far
    bool running = false;
  };

  void Judge(Entry& entry, double t, double ms);
  void End(Entry& entry);

  double age_ms_ = kUnknown;  // since the first poll
  List<Entry> entries_;       // one per kind that has occurred
  List<Change> changes_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_EPISODES_H_
