#include "core/forensics/forensics.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

Event FreezeEnd(double t, double ms, const char* cause) {
  Event event{.t = t, .type = "freeze", .phase = "end", .connection = 1, .stream = "IT01V7"};
  event.values = {{.key = "durationMs", .number = ms}, {.key = "precision", .text = "exact"}, {.key = "cause", .text = cause},
                  {.key = "confidence", .text = "high"}};
  event.evidence = {
      {.key = "bitrate", .number = 400'000}, {.key = "packetLoss", .number = 0, .decimals = 4}, {.key = "pliDelta", .number = 3}};
  return event;
}

// Polls from `from` to `to`, one second apart. `sample`: the state of the one video.
void Poll(Forensics& call, double from, double to, const InboundVideoSample& sample) {
  for (double t = from; t <= to; t += 1000) {
    call.AddSample(SampleKind::inboundVideo, "IT01V7", t, ValuesOf(sample));
    call.AddPoll(t);
  }
}

OutboundVideoSample SentPicture(double loss) {
  OutboundVideoSample sample;
  sample.bitrate = 900'000;
  sample.remotePacketLoss = loss;
  sample.remoteRtt = 48;
  return sample;
}

InboundVideoSample LivePicture() {
  InboundVideoSample sample;
  sample.isFrozen = 0;
  sample.framesDecodedDelta = 30;
  sample.packetLoss = 0;
  return sample;
}

Forensics CallOf(double ms) {
  Forensics call;
  Poll(call, 0, ms, LivePicture());
  return call;
}

TEST(ForensicsTest, ReportsNoFreeze) { EXPECT_EQ(CallOf(48'000).Verdict(), "No freeze in 48.0 s."); }

TEST(ForensicsTest, SingleReportIsTooShort) { EXPECT_EQ(CallOf(0).Verdict().find("Too short"), 0u); }

TEST(ForensicsTest, FreezeIsReportedWithLabelTimeCauseAndExclusions) {
  Forensics call = CallOf(50'000);
  call.AddEvent(FreezeEnd(21'000, 9000, "keyframe-starvation"), "Ann, camera");
  const std::string verdict = call.Verdict();
  EXPECT_EQ(verdict.find("One freeze of 9.0 s at 12.0 s (18 % of 50.0 s), in Ann, camera (stream IT01V7). Cause: keyframe-starvation (high "
                         "confidence): media arrived"),
            0u)
      << verdict;
  EXPECT_NE(verdict.find("400 kbit/s"), std::string::npos) << verdict;
  EXPECT_NE(verdict.find("requested a key frame 3 times"), std::string::npos) << verdict;
  EXPECT_NE(verdict.find("Ruled out"), std::string::npos) << verdict;
}

TEST(ForensicsTest, PauseThatFollowsAFreezeDirectlyIsNotRuledOut) {
  Forensics call = CallOf(50'000);
  call.AddEvent(FreezeEnd(21'000, 9000, "congestion"), "");
  EXPECT_NE(call.Verdict().find("Ruled out: a pause by the sender, the decoder"), std::string::npos) << call.Verdict();
  Event pause = FreezeEnd(27'000, 6000, "sender-stopped");
  pause.type = "paused";
  call.AddEvent(pause, "");
  EXPECT_NE(call.Verdict().find("Ruled out: the decoder"), std::string::npos) << call.Verdict();
}

TEST(ForensicsTest, StartsAndRetractedFreezesAreNotFindings) {
  Forensics call = CallOf(10'000);
  Event start = FreezeEnd(5000, 600, "unknown");
  start.phase = "start";
  call.AddEvent(start, "");
  call.AddEvent(FreezeEnd(5000, 0, "unknown"), "");
  EXPECT_TRUE(call.Freezes().empty());
}

TEST(ForensicsTest, FreezeWithoutEndRunsUntilTheLastPoll) {
  Forensics call = CallOf(30'000);
  Event start = FreezeEnd(12'000, 600, "network-cut");
  start.phase = "start";
  call.AddEvent(start, "Ann");
  ASSERT_EQ(call.Freezes().size(), 1u);
  EXPECT_TRUE(call.Freezes()[0].running);
  EXPECT_EQ(call.Freezes()[0].duration_ms, 18'000);
  EXPECT_NE(call.Verdict().find(
                "One freeze of 18.0 s from 12.0 s until the last poll (60 % of 30.0 s), in Ann (stream IT01V7). Cause: network-cut"),
            std::string::npos)
      << call.Verdict();
  call.AddEvent(FreezeEnd(21'000, 9000, "network-cut"), "Ann");
  ASSERT_EQ(call.Freezes().size(), 1u);
  EXPECT_FALSE(call.Freezes()[0].running);
}

TEST(ForensicsTest, FreezeOutlastsItsCauseIfNoVideoIsSent) {
  Forensics call = CallOf(12'000);
  InboundVideoSample picture = LivePicture();
  picture.isFrozen = 1;
  picture.bitrate = 0;
  InboundAudioSample sound;
  sound.bitrate = 30'000;
  for (double t = 13'000; t <= 30'000; t += 1000) {
    sound.packetLoss = t <= 17'000 ? 0.5 : 0;
    call.AddSample(SampleKind::inboundAudio, "A", t, ValuesOf(sound));
    Poll(call, t, t, picture);
  }
  Event start = FreezeEnd(12'000, 600, "congestion");
  start.phase = "start";
  call.AddEvent(start, "");
  EXPECT_NE(call.Verdict().find(" For 13.0 s of that freeze, audio arrived without loss but no video"), std::string::npos)
      << call.Verdict();
  EXPECT_EQ(call.Verdict().find("a pause by the sender"), std::string::npos) << call.Verdict();
}

// The start is all that is known of it, and nobody saw it last.
TEST(ForensicsTest, FreezeWithoutLengthIsNoFinding) {
  Forensics call = CallOf(10'000);
  call.AddEvent({.t = 5000, .type = "freeze", .phase = "start", .stream = "IT01V7"}, "");
  EXPECT_EQ(call.Freezes().size(), 1u);
  call.AddUnfrozen("IT01V7", 4000, 6000);
  EXPECT_TRUE(call.Freezes().empty());
}

TEST(ForensicsTest, FreezeEndedByItsStreamNamesThat) {
  Forensics call = CallOf(30'000);
  Event end = FreezeEnd(21'000, 9000, "network-cut");
  end.values.Add("until", "stream-end");
  end.evidence.Add("connectionSilentMs", 9000);
  call.AddEvent(end, "");
  const std::string verdict = call.Verdict();
  EXPECT_NE(verdict.find("One freeze of 9.0 s from 12.0 s until the last poll of its stream (30 % of 30.0 s)"), std::string::npos)
      << verdict;
}

// A batch from another sender may omit facts that ours contain.
TEST(ForensicsTest, FreezeWithFewMembersHasAnUnknownCause) {
  Forensics call = CallOf(30'000);
  Event end{.t = 21'000, .type = "freeze", .phase = "end", .stream = "IT01V7"};
  end.values.Add("durationMs", 9000);
  call.AddEvent(end, "");
  EXPECT_NE(call.Verdict().find(". Cause: unknown. The counters that this browser reports do not show why."), std::string::npos)
      << call.Verdict();
  EXPECT_EQ(call.Freezes()[0].confidence, "low");
  EXPECT_EQ(call.Freezes()[0].precision, "poll");
}

TEST(ForensicsTest, RunningFreezeCountsAsMonitoredWithoutItsStream) {
  Forensics call = CallOf(13'000);
  Event start = FreezeEnd(12'000, 600, "network-cut");
  start.phase = "start";
  call.AddEvent(start, "");
  for (double t = 14'000; t <= 20'000; t += 1000) call.AddPoll(t);
  call.AddEvent(FreezeEnd(20'500, 8500, "network-cut"), "");
  Poll(call, 21'000, 30'000, LivePicture());
  EXPECT_EQ(call.watched_ms(), 30'000);
  EXPECT_EQ(call.Verdict().find("no video was received"), std::string::npos) << call.Verdict();
}

TEST(ForensicsTest, UnmonitoredTimeIsNotClaimed) {
  Forensics call;
  Poll(call, 0, 9000, LivePicture());
  Poll(call, 46'000, 46'000, InboundVideoSample());  // a first poll again: nothing can be compared
  Poll(call, 47'000, 55'000, LivePicture());
  EXPECT_EQ(call.Verdict(), "No freeze was seen, but only 18.0 s of 55.0 s was monitored: from 9.0 s to 46.0 s there were no polls.");
  EXPECT_EQ(call.watched_ms(), 18'000);
  call.AddEvent(FreezeEnd(50'000, 1800, "jitter"), "");
  EXPECT_EQ(call.Verdict().find("One freeze of 1.8 s at 48.2 s (10 % of the 18.0 s that were monitored), in stream IT01V7. Cause: jitter "
                                "(high confidence), on the path"),
            0u)
      << call.Verdict();
  EXPECT_NE(call.Verdict().find("Ruled out: packet loss, the decoder. The call lasted 55.0 s: from 9.0 s to 46.0 s there were no polls."),
            std::string::npos)
      << call.Verdict();
}

TEST(ForensicsTest, WithoutFrameCountersFreezesAreUnknown) {
  Forensics call;
  InboundVideoSample sample;
  sample.bitrate = 300'000;
  Poll(call, 0, 30'000, sample);
  EXPECT_EQ(call.Verdict(),
            "It is unknown whether the video froze: the browser does not report framesDecoded, framesPerSecond or totalInterFrameDelay.");
  EXPECT_EQ(call.watched_ms(), 0);
}

TEST(ForensicsTest, MissingMembersAreNamedIfTheCauseIsUncertain) {
  Forensics call = CallOf(30'000);
  call.AddEvent(FreezeEnd(20'000, 4000, "jitter"), "");
  EXPECT_EQ(call.Verdict().find("To diagnose"), std::string::npos) << call.Verdict();
  call.AddEvent(FreezeEnd(25'000, 700, "unknown"), "");
  call.AddEvent(FreezeEnd(27'000, 700, "unknown"), "");
  const std::size_t first =
      call.Verdict().find("To diagnose stream IT01V7 further, the browser would have to report bytesReceived, jitter, ");
  EXPECT_NE(first, std::string::npos) << call.Verdict();
  EXPECT_EQ(call.Verdict().find("To diagnose", first + 1), std::string::npos) << "once per stream";
}

TEST(ForensicsTest, PublisherVerdictIncludesFarEndReports) {
  Forensics call;
  for (double t = 0; t <= 5000; t += 1000) {
    call.AddSample(SampleKind::outboundVideo, "OV", t, ValuesOf(SentPicture(0.02)));
    call.AddPoll(t);
  }
  EXPECT_EQ(call.Verdict(),
            "No video was received on this connection. Media sent from this device: up to 2.0 % packet loss (at 1.0 s) and a round-trip "
            "time of 48 ms.");
}

// A call of 5 s in which nothing received suffered.
Forensics CallThatSent(double loss, double rtt) {
  Forensics call;
  OutboundVideoSample sample = SentPicture(0);
  for (double t = 0; t <= 5000; t += 1000) {
    if (t == 4000) sample.remotePacketLoss = loss, sample.remoteRtt = rtt;
    call.AddSample(SampleKind::outboundVideo, "OV", t, ValuesOf(sample));
    Poll(call, t, t, LivePicture());
  }
  return call;
}

TEST(ForensicsTest, SentMediaIsMentionedIfItSuffered) {
  EXPECT_EQ(CallThatSent(0.09, 140).Verdict(), "No freeze in 5.0 s.");
  EXPECT_EQ(CallThatSent(0.81, 48).Verdict(),
            "No freeze in 5.0 s. Media sent from this device: up to 81 % packet loss (at 4.0 s).");
  EXPECT_EQ(CallThatSent(0, 800).Verdict(), "No freeze in 5.0 s. Media sent from this device: a round-trip time of 48 to 800 ms.");
}

TEST(ForensicsTest, LongRoundTripIsMentionedOnce) {
  Forensics call = CallThatSent(0, 800);
  Event freeze = FreezeEnd(4000, 1800, "congestion");
  freeze.evidence = {{.key = "rtt", .number = 800}, {.key = "rttFloor", .number = 48}};
  call.AddEvent(freeze, "");
  EXPECT_EQ(call.Verdict().find("Media sent from this device"), std::string::npos) << call.Verdict();
}

TEST(ForensicsTest, WithoutVideoNothingIsSaidAboutFreezes) {
  Forensics call;
  for (double t = 0; t <= 5000; t += 1000) call.AddPoll(t);
  EXPECT_EQ(call.Verdict(), "No video was received on this connection.");
}

TEST(ForensicsTest, CauseIsExplainedOnce) {
  Forensics call = CallOf(60'000);
  call.AddEvent(FreezeEnd(15'000, 3000, "decoder-failure"), "");
  call.AddEvent(FreezeEnd(35'000, 4000, "decoder-failure"), "");
  const std::string verdict = call.Verdict();
  const std::size_t first = verdict.find("complete frames could not be decoded");
  EXPECT_NE(first, std::string::npos) << verdict;
  EXPECT_EQ(verdict.find("complete frames could not be decoded", first + 1), std::string::npos) << verdict;
}

TEST(ForensicsTest, LongestFreezeExplainsItsCause) {
  Forensics call = CallOf(60'000);
  call.AddEvent(FreezeEnd(13'000, 700, "congestion"), "");
  Event grave = FreezeEnd(35'000, 14'000, "congestion");
  grave.evidence = {{.key = "rtt", .number = 800}, {.key = "rttFloor", .number = 50}};
  call.AddEvent(grave, "");
  const std::string verdict = call.Verdict();
  EXPECT_NE(verdict.find("in the network between this receiver and the server or peer"), std::string::npos) << verdict;
  EXPECT_EQ(verdict.find("downlink"), std::string::npos) << verdict;
}

TEST(ForensicsTest, ShortFreezeInALongCallHasAShareAboveZero) {
  Forensics call = CallOf(3'600'000);
  call.AddEvent(FreezeEnd(10'000, 700, "unknown"), "");
  EXPECT_EQ(call.Verdict().find("One freeze of 700 ms at 9.3 s (less than 1 % of 1 h 0 min), in stream IT01V7. Cause: unknown."), 0u)
      << call.Verdict();
}

TEST(ForensicsTest, SeveralStreamsHaveNoShareOfTheCall) {
  Forensics call = CallOf(20'000);
  call.AddEvent(FreezeEnd(15'000, 12'000, "network-cut"), "");
  Event other = FreezeEnd(15'000, 12'000, "network-cut");
  other.stream = "IT01V8";
  call.AddEvent(other, "");
  EXPECT_EQ(call.Verdict().find("2 freezes, 24.0 s in total, in 2 video streams. Cause: network-cut (high confidence)"), 0u)
      << call.Verdict();
}

TEST(ForensicsTest, PausesOfAStreamAreReportedInOneSentence) {
  Forensics call = CallOf(60'000);
  for (double t = 10'000; t <= 50'000; t += 10'000) {
    Event pause = FreezeEnd(t, 2000, "sender-stopped");
    pause.type = "paused";
    call.AddEvent(pause, "");
  }
  EXPECT_EQ(call.Verdict(),
            "No freeze in 1 min 0 s. Not frozen but paused: stream IT01V7, 5 times between 8.0 s and 50.0 s, 10.0 s in total, longest at "
            "8.0 s for 2.0 s (the "
            "sender, or the server in between, sent no frames).");
}

TEST(ForensicsTest, ClockStepDoesNotChangeDurations) {
  Forensics call;
  const auto poll = [&](double t, double perf) {
    call.AddClock(t, perf);
    call.AddSample(SampleKind::inboundVideo, "IT01V7", t, ValuesOf(LivePicture()));
    call.AddPoll(t);
  };
  for (double perf = 0; perf <= 20'000; perf += 1000) poll(100'000 + perf, perf);
  for (double perf = 21'000; perf <= 40'000; perf += 1000) poll(3'700'000 + perf, perf);
  for (double perf = 41'000; perf <= 60'000; perf += 1000) poll(90'000 + perf, perf);  // overlaps the times of the first polls
  EXPECT_EQ(call.watched_ms(), 60'000);
  EXPECT_EQ(call.Verdict(),
            "No freeze in 1 min 0 s. The clock was set forward by 1 h 0 min at 21.0 s and back by 1 h 0 min at 41.0 s (a forward step can "
            "also mean that the device slept); the times given here exclude these steps.");
  call.AddEvent(FreezeEnd(90'000 + 50'000, 5000, "jitter"), "");
  EXPECT_EQ(call.Verdict().find("One freeze of 5.0 s at 45.0 s (8 % of 1 min 0 s),"), 0u) << call.Verdict();
  EXPECT_EQ(call.Freezes()[0].end, 140'000) << "from the event";
  Event brief = FreezeEnd(90'000 + 55'000, 400, "jitter");
  brief.values[1].text = "interval";
  brief.values.Add("intervalMs", 1000);
  call.AddEvent(brief, "");
  EXPECT_NE(call.Verdict().find("at 45.0 s for 5.0 s and between 54.0 s and 55.0 s for 400 ms."), std::string::npos) << call.Verdict();
}

}  // namespace
}  // namespace rtc_vitals
