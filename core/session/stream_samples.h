// What a poll shows of one stream.
#ifndef RTC_VITALS_CORE_SESSION_STREAM_SAMPLES_H_
#define RTC_VITALS_CORE_SESSION_STREAM_SAMPLES_H_

#include "core/batch/sample_window.h"
#include "core/freeze/connection_poll.h"
#include "core/meter/object_set.h"
#include "core/meter/quality.h"
#include "core/report/stats_report.h"
#include "core/sample/sample.h"
#include "core/seam/labels.h"
#include "core/session/session_parameters.h"
#include "core/session/streams.h"
#include "core/session/track_notes.h"

namespace rtc_vitals {

// What a stream is sampled with: the poll's report, of which all objects were advanced, and what is known of the connection.
struct StreamPoll {
  const StatsReport& report;
  const ObjectSet& objects;
  const ConnectionSample& connection;  // of this poll
  const ConnectionPoll& freeze_poll;   // the same for the freeze detectors
  const TrackNotes& notes;
  const SessionParameters& parameters;
  const StringTable& ids;
  const Labels& labels;
};

// Each takes the stream on by one poll; its `quality`, freezes and episodes are of this poll then.
InboundVideoSample SampleOf(InboundVideoStream& stream, const StreamPoll& poll);
InboundAudioSample SampleOf(InboundAudioStream& stream, const StreamPoll& poll);
OutboundVideoSample SampleOf(OutboundVideoStream& stream, const StreamPoll& poll);
OutboundAudioSample SampleOf(OutboundAudioStream& stream, const StreamPoll& poll);

// What a batch says of the stream besides its samples.
StreamInfo InfoOf(const Stream& stream, const StreamPoll& poll);

// Fills the two members of a sample that say how good it is; they stay unknown where nothing could be judged.
void Rate(const Quality& quality, double& word, double& reasons, const Labels& labels);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SESSION_STREAM_SAMPLES_H_
