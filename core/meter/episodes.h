// What comes and goes on one stream: packets or frames thrown away for one reason, a limit of the sender.
#ifndef RTC_VITALS_CORE_METER_EPISODES_H_
#define RTC_VITALS_CORE_METER_EPISODES_H_

#include <cstdint>

#include "core/base/list.h"
#include "core/base/unknown.h"

namespace rtc_vitals {

enum class EpisodeKind : std::uint8_t {
  // Discards. What getStats() says of each, and what it cannot say, is told in discards.h.
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

// How an episode stands in events.
struct EpisodeWords {
  const char* type;    // "discards" or "limited"
  const char* reason;
  const char* unit;    // "packets" or "frames"; null for a limit
};
const EpisodeWords& WordsOf(EpisodeKind kind);

// Chosen so that good recordings tell nothing and each fault a handful (tests/score/episodes_test.mjs). In brackets: how many of 494 readings of recorded
// calls (247, polled every 1 and 2 s) tell other episodes with half and with twice of the value.
struct EpisodeParameters {
  double settle_ms = 10000;      // of a stream: encoders, buffers and bandwidth estimates start unevenly (GCC takes 10 to 20 s) [26, 277]
  double quiet_ms = 5000;        // without it: over [342, 330: they fall apart, or grow together]
  double usual_ms = 30000;       // over which a mean is usual [0, 0]
  double spike_factor = 3;       // times the usual rate is a spike, [1, 11]
  double least_rate = 3;         // of at least so many packets or frames a second, [86, 207: mostly frames that the encoder left out]
  double least_amount = 5;       // and so many in the interval [52, 191: the same]
  double limited_share = 0.5;    // of an interval: the sender was limited [5, 27]
  double goes_on_share = 0.2;    // of what it takes to begin [39, 92]
};

// An episode begins with an interval whose amount stands out, by size and against what is usual on this stream, and is over when it has been quiet for a
// while: a bad minute is one episode, not one a poll.
class Episodes {
 public:
  // An episode that began, or is over. Times are those of polls on the wall clock, ms, which may be set meanwhile: `length_ms` is no difference of them.
  // `start` is the poll before the interval in which it began.
  struct Change {
    EpisodeKind kind;
    bool over = false;
    double start = kUnknown;
    double end = kUnknown;  // the last poll with it; while it runs, this one
    double length_ms = 0;   // from start to end
    double amount = 0;      // packets or frames so far; of a limit, seconds
  };

  // What there was in the interval that ends with this poll: packets, frames or seconds of limitation. Unknown is none.
  void Add(EpisodeKind kind, double amount);
  // Every Add of the interval was made. `t`: the poll, ms; `ms`: its interval, on a clock that no one sets: what lasts is measured by it. If that is
  // unknown, nothing is concluded.
  void EndPoll(double t, double ms);
  // The stream is gone: what runs is over.
  void Finish();

  // Since they were forgotten.
  const List<Change>& changes() const { return changes_; }
  void ForgetChanges() { changes_.clear(); }

 private:
  struct Entry {
    Change change;
    double amount = 0;  // in this interval
    double usual = 0;   // a second
    double begun_at_ms = 0, seen_at_ms = 0;  // while it runs, by age_ms_: its start and its end so far
    bool running = false;
  };

  void Judge(Entry& entry, double t, double ms);
  void End(Entry& entry);

  double age_ms_ = kUnknown;  // since the first poll
  List<Entry> entries_;       // of the kinds of which there was any
  List<Change> changes_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_EPISODES_H_
