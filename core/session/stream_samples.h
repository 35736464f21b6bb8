// Makes the sample of one stream at a poll.
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

// Input for sampling a stream: the poll's report, all objects of which have been advanced, and the state of the connection.
struct StreamPoll {
  const StatsReport& report;
  const ObjectSet& objects;
  const ConnectionSample& connection;  // of this poll
  const ConnectionPoll& freeze_poll;   // of this poll, for the freeze detectors
  const TrackNotes& notes;
  const SessionParameters& parameters;
  const StringTable& ids;
  const Labels& labels;
};

// Each advances the stream by one poll and returns its sample. Afterwards its `quality`, freezes and episodes are those of this poll.
InboundVideoSample SampleOf(InboundVideoStream& stream, const StreamPoll& poll);
InboundAudioSample SampleOf(InboundAudioStream& stream, const StreamPoll& poll);
OutboundVideoSample SampleOf(OutboundVideoStream& stream, const StreamPoll& poll);
OutboundAudioSample SampleOf(OutboundAudioStream& stream, const StreamPoll& poll);

// The identity of the stream, for batches.
StreamInfo InfoOf(const Stream& stream, const StreamPoll& poll);

// Fills `quality` and `qualityReasons` of a sample. They stay unknown if nothing could be judged.
void FillQuality(const Quality& quality, double& word, double& reasons, const Labels& labels);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SESSION_STREAM_SAMPLES_H_
