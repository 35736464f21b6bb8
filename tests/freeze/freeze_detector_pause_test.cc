#include "core/freeze/freeze_detector.h"

#include <gtest/gtest.h>

#include "tests/freeze/call_script.h"

namespace rtc_vitals {
namespace {

Scene CutDuringPause(double ms) {
  Scene cut = Cut(ms);
  cut.sender_sends = false;
  return cut;
}

// The camera is on again, and the decoder waits for a lost key frame: briefly, as usual, or for longer.
TEST(FreezeDetectorPauseTest, UnshownFramesEndAPause) {
  for (const double ms : {600.0, 2400.0}) {
    CallScript call(2000);
    call.Play({.ms = 10'000});
    call.Play(Pause(7500));
    call.Play({.ms = ms, .shown = false, .lost = 20, .unshown = 15, .sender_sends = false});
    call.Play({.ms = 5000});
    const auto pauses = call.Pauses();
    const auto freezes = call.Freezes();
    ASSERT_EQ(pauses.size(), 1u);
    EXPECT_NEAR(pauses[0].duration_ms, 7500, 70);
    EXPECT_EQ(EventSequence(call), ms == 600 ? "P(P)" : "P(P)F)");
    if (ms == 600) {
      for (const PictureState& state : call.states) EXPECT_FALSE(state.frozen_ms > 0);
      continue;
    }
    ASSERT_EQ(freezes.size(), 1u);
    EXPECT_EQ(freezes[0].start, pauses[0].end);
    EXPECT_EQ(freezes[0].precision, Precision::kPoll);
    EXPECT_NEAR(freezes[0].duration_ms, 2400, 70);
  }
}

// The camera is on again, the key frame comes after half a second, and the first frames unevenly.
TEST(FreezeDetectorPauseTest, UnevenFramesAfterAPauseAreNoFreeze) {
  CallScript call(2000);
  call.counts_freezes = true;
  call.Play({.ms = 10'000});
  call.Play(Pause(7500));
  call.Play({.ms = 600, .shown = false, .lost = 20, .unshown = 15, .sender_sends = false});
  call.Play({.ms = 100});
  call.Play(Loss(300));
  call.Play({.ms = 5000});
  EXPECT_EQ(EventSequence(call), "P(P)");
}

// Half a second later, within the interval in which the pause ended.
TEST(FreezeDetectorPauseTest, FreezeSoonAfterAPauseDoesNotFollowItOnceThePictureMoved) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play(Pause(3400));
  call.Play({.ms = 540});
  call.Play(Starvation(3000));
  call.Play({.ms = 5000});
  EXPECT_EQ(EventSequence(call), "P(P)F(F)");
  EXPECT_FALSE(call.Freezes()[0].evidence.follows_pause);
}

// The camera is switched off, on for 2 s and off again. Firefox repeats a frame a second meanwhile.
TEST(FreezeDetectorPauseTest, PauseSoonAfterAPauseIsNoFreeze) {
  for (const double poll_ms : {1000.0, 2000.0}) {
    CallScript call(poll_ms);
    call.counts_freezes = true;
    call.Play({.ms = 10'000});
    const auto pause_for = [&call](int seconds) {
      for (int i = 0; i < seconds; ++i) {
        call.Play(Pause(980));
        call.Play({.ms = 20});
      }
    };
    pause_for(3);
    call.Play({.ms = 2000});
    pause_for(3);
    call.Play({.ms = 5000});
    EXPECT_TRUE(call.Freezes().empty()) << EventSequence(call);
    EXPECT_FALSE(call.Pauses().empty());
  }
}

// The camera is off for long; then the network is down for a while.
TEST(FreezeDetectorPauseTest, CutDuringAPauseIsAFreeze) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play(Pause(20'000));
  call.Play(CutDuringPause(4000));
  call.Play({.ms = 5000});
  const auto pauses = call.Pauses();
  const auto freezes = call.Freezes();
  EXPECT_EQ(EventSequence(call), "P(P)F(F)");
  ASSERT_EQ(pauses.size(), 1u);
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_NEAR(pauses[0].duration_ms, 20'000, 100);
  EXPECT_EQ(freezes[0].start, pauses[0].end);
  EXPECT_EQ(freezes[0].precision, Precision::kPoll);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kNetworkCut);
  EXPECT_NEAR(freezes[0].duration_ms, 4000, 100);
}

// The cut began 1.2 s before the poll.
TEST(FreezeDetectorPauseTest, ReportsACutDuringAPauseAtTheFirstPossiblePoll) {
  CallScript call(2000);
  call.Play({.ms = 10'000});
  call.Play(Pause(20'800));
  call.Play(CutDuringPause(1200));
  ASSERT_EQ(EventSequence(call), "P(P)F(");
  EXPECT_EQ(call.events.back().verdict.cause, Cause::kNetworkCut);
  EXPECT_NEAR(call.events.back().evidence.connection_silent_ms, 1200, 30);
  EXPECT_NEAR(call.events.back().evidence.edge_open_ms, 1200, 30);
  EXPECT_NEAR(call.states.back().frozen_ms, 1200, 30);
}

// Nothing was shown in the seconds before the cut, so the evidence from before the pause counts.
TEST(FreezeDetectorPauseTest, CutDuringAPauseHasTheEvidenceFromBeforeThePause) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play(Pause(20'000));
  call.Play(CutDuringPause(4000));
  call.Play({.ms = 5000});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  const PollDelta before = freezes[0].evidence.before;
  EXPECT_NEAR(before.video_bytes / before.ms, 60, 1);
}

// The camera is off too briefly to be sure of a pause. But audio arrived, which a cut would have stopped.
TEST(FreezeDetectorPauseTest, CutSoonAfterThePauseBeganIsAFreeze) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play(Pause(1600));
  call.Play(CutDuringPause(4000));
  call.Play({.ms = 5000});
  const auto pauses = call.Pauses();
  const auto freezes = call.Freezes();
  ASSERT_EQ(pauses.size(), 1u);
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kNetworkCut);
  EXPECT_NEAR(freezes[0].start, CallScript::kT0 + 11'600, 450);
  EXPECT_EQ(freezes[0].start, pauses[0].end);
}

// Without sound, a silence that turns out to be a cut was one from its start.
TEST(FreezeDetectorPauseTest, CutSoonAfterThePictureStoppedWithoutSoundIsOneFreeze) {
  CallScript call;
  call.Play({.ms = 10'000, .audio = 0});
  Scene silence = Pause(1500);
  silence.audio = 0;
  call.Play(silence);
  call.Play(Cut(4000));
  call.Play({.ms = 5000, .audio = 0});
  EXPECT_EQ(EventSequence(call), "P(P0F(F)") << "the pause that it seemed to be is retracted";
  EXPECT_NEAR(call.Freezes()[0].duration_ms, 5500, 70);
}

// The network is back, and the sender has turned its camera off meanwhile. The audio shows to the packet when the network was back.
TEST(FreezeDetectorPauseTest, PauseAfterACutEndsTheFreeze) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play(Cut(6600));
  call.Play({.ms = 40, .shown = false});
  call.Play(Pause(20'000));
  call.Play({.ms = 5000});
  const auto freezes = call.Freezes();
  const auto pauses = call.Pauses();
  ASSERT_EQ(freezes.size(), 1u);
  ASSERT_EQ(pauses.size(), 1u);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kNetworkCut);
  EXPECT_NEAR(freezes[0].duration_ms, 6600, 100);
  EXPECT_EQ(pauses[0].start, freezes[0].end);
  EXPECT_NEAR(pauses[0].duration_ms, 20'000, 100);
}

// The publisher's uplink loses packets: it sends less and less until the server forwards no video at all, and goes on so for long after the
// sound is whole again. To the counters that is a pause, but for its beginning.
TEST(FreezeDetectorPauseTest, VideoLostBeforeTheServerStaysAFreezeWhenTheSoundIsWhole) {
  for (const double nacks : {9, 0}) {
    for (const double poll_ms : {1000, 2000}) {
      CallScript call(poll_ms);
      call.Play({.ms = 10'000});
      call.Play({.ms = 6000, .shown = false, .video = 0, .audio = 0.8, .audio_lost = 10, .nacks = nacks, .sender_sends = false});
      call.Play(Pause(10'000));
      call.Play({.ms = 5000});
      EXPECT_EQ(call.Freezes().size(), nacks > 0 ? 1u : 0u) << poll_ms;
      EXPECT_EQ(call.Pauses().size(), nacks > 0 ? 0u : 1u) << poll_ms;
      if (nacks > 0 && !call.Freezes().empty()) EXPECT_NEAR(call.Freezes()[0].duration_ms, 16'000, 100);
    }
  }
}

// The camera stays off while the network is down twice.
TEST(FreezeDetectorPauseTest, PauseBetweenTwoCutsAndAfterThemHasItsOwnEvents) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play(Cut(6600));
  call.Play(Pause(4000));
  call.Play(CutDuringPause(1200));
  call.Play(Pause(8000));
  call.Play({.ms = 5000});
  EXPECT_EQ(EventSequence(call), "F(F)P(P)F(F)P(P)");
  double end = call.events[0].start;
  for (const FreezeEvent& event : call.events) {
    if (event.phase == Phase::kStart) EXPECT_EQ(event.start, end);
    end = event.end;
  }
}

// Sound without video for 1 s, and after the second cut for 1.5 s: neither is long enough for a pause.
TEST(FreezeDetectorPauseTest, SoundBetweenTwoCutsDoesNotCountForThatAfterThem) {
  CallScript call;
  call.Play({.ms = 10'000});
  for (const double ms : {1000, 1500}) {
    call.Play(Cut(4000));
    call.Play(Pause(ms));
  }
  call.Play({.ms = 5000});
  EXPECT_EQ(EventSequence(call), "F(F)");
}

// The sound of a silence that was nearly a pause says nothing about a gap that begins shortly before a later poll.
TEST(FreezeDetectorPauseTest, SilenceAfterACutDoesNotMakeALaterGapAPause) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play(Cut(4000));
  call.Play(Pause(1900));
  call.Play({.ms = 7000});
  call.Play({.ms = 2400, .shown = false, .video = 0, .audio = 0.7});
  call.Play({.ms = 5000});
  EXPECT_EQ(EventSequence(call), "F(F)F(F)");
}

// A pause is certain after two seconds.
TEST(FreezeDetectorPauseTest, PauseAfterACutIsNotFrozenOnceItIsCertain) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play(Cut(6600));
  call.Play({.ms = 40, .shown = false});
  call.Play(Pause(1360));
  EXPECT_EQ(EventSequence(call), "F(");
  call.Play(Pause(2000));
  EXPECT_EQ(EventSequence(call), "F(F)P(");
  EXPECT_EQ(call.states.back().frozen_ms, 0);
}

// No video packet arrives after the cut.
TEST(FreezeDetectorPauseTest, CutThatEndsInAPauseEndsWhenAudioReturns) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play(Cut(6600));
  call.Play({.ms = 9400, .shown = false, .video = 0, .nacks = 17, .sender_sends = false});
  call.Play({.ms = 5000});
  const auto freezes = call.Freezes();
  const auto pauses = call.Pauses();
  ASSERT_EQ(freezes.size(), 1u);
  ASSERT_EQ(pauses.size(), 1u);
  EXPECT_NEAR(freezes[0].end, CallScript::kT0 + 16'600, 50);
  EXPECT_EQ(pauses[0].start, freezes[0].end);
}

// By the time the pause is certain, the cut's silence is only a quarter of the time since the last frame.
TEST(FreezeDetectorPauseTest, PauseAfterACutDoesNotChangeItsCause) {
  CallScript call(3000);
  call.Play({.ms = 12'100});
  call.Play(Cut(5400));
  call.Play({.ms = 9500, .shown = false, .video = 0, .nacks = 17, .sender_sends = false});
  call.Play({.ms = 5000});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kNetworkCut);
  EXPECT_EQ(call.Pauses().size(), 1u);
}

// Firefox shows one frame per second of a paused sender.
void PlayFrameASecond(CallScript& call, int seconds) {
  for (int i = 0; i < seconds; ++i) {
    call.Play(Pause(980));
    call.Play({.ms = 20, .video = 3, .sender_sends = false});
  }
}

// Frames arrive quickly when the sender resumes, and none is late by the mean of the pause: it is a pause to its last gap, at every poll.
TEST(FreezeDetectorPauseTest, OneFrameASecondIsAPauseToItsEnd) {
  int paused = 0;
  for (const double poll_ms : {1000.0, 2000.0}) {
    for (const int seconds : {3, 4, 5}) {
      for (double shift = 0; shift < poll_ms; shift += 200) {
        CallScript call(poll_ms);
        call.counts_freezes = call.shows_newest_only = true;
        call.Play({.ms = 10'000 + shift});
        PlayFrameASecond(call, seconds);
        call.Play(Pause(900));
        call.Play({.ms = 6000});
        paused += !call.Pauses().empty();
        EXPECT_TRUE(call.Freezes().empty()) << poll_ms << ' ' << seconds << ' ' << shift;
      }
    }
  }
  EXPECT_GE(paused, 40) << "of 45";
}

// The first of these gaps may be a little shorter than a second.
TEST(FreezeDetectorPauseTest, SingleGapOfASecondIsAPause) {
  CallScript call;
  call.shows_newest_only = true;
  call.Play({.ms = 10'000});
  call.Play(Pause(980));
  call.Play({.ms = 6000});
  EXPECT_TRUE(call.Freezes().empty());
  EXPECT_EQ(call.Pauses().size(), 1u);
}

// The sound stops with the cut, after that second.
TEST(FreezeDetectorPauseTest, GapOfASecondBeforeACutIsAPause) {
  CallScript call(2000);
  call.counts_freezes = call.shows_newest_only = true;
  call.Play({.ms = 10'040});
  PlayFrameASecond(call, 1);
  call.Play(Pause(240));
  call.Play(Cut(5000));
  call.Play({.ms = 5000});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kNetworkCut);
  EXPECT_GE(freezes[0].start, CallScript::kT0 + 11'000);
}

TEST(FreezeDetectorPauseTest, CutDuringOneFrameASecondIsAFreeze) {
  CallScript call;
  call.Play({.ms = 10'300});
  PlayFrameASecond(call, 5);
  call.Play(Pause(200));
  call.Play(CutDuringPause(6300));
  call.Play({.ms = 5000});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kNetworkCut);
  EXPECT_NEAR(freezes[0].start, CallScript::kT0 + 15'500, 50);
  EXPECT_NEAR(freezes[0].end, CallScript::kT0 + 21'800, 80);
}

// The sender paused during the cut. The losses of the cut are reported with the first frame after it, and do not belong to the pause that
// follows.
TEST(FreezeDetectorPauseTest, FramesDroppedWhenACutEndsDoNotBelongToTheNextGap) {
  for (const double poll_ms : {1000.0, 2000.0}) {
    CallScript call(poll_ms);
    call.Play({.ms = 10'300});
    call.Play(Cut(6000));
    call.Play({.ms = 400, .shown = false, .video = 0.2, .lost = 400, .nacks = 30, .failed = 20, .sender_sends = false});
    call.Play({.ms = 20, .video = 3, .sender_sends = false});
    PlayFrameASecond(call, 6);
    call.Play({.ms = 5000});
    EXPECT_EQ(call.Freezes().size(), 1u) << poll_ms;
  }
}

// What the sender sends before a freeze is measured without its pauses, but with silences that are too short for one.
TEST(FreezeDetectorPauseTest, TimeBeforeAFreezeLeavesOutPausesButNotShortSilences) {
  CallScript paused;
  paused.Play({.ms = 10'100});
  paused.Play(Pause(2700));
  paused.Play({.ms = 1200});
  paused.Play(Loss(3000));
  paused.Play({.ms = 5000});
  ASSERT_EQ(paused.Freezes().size(), 1u);
  const PollDelta before = paused.Freezes()[0].evidence.before;
  EXPECT_NEAR(before.video_packets / before.ms, 0.06, 0.001);

  CallScript uneven;
  uneven.Play({.ms = 10'020});
  for (int i = 0; i < 4; ++i) {
    uneven.Play(Pause(500));
    uneven.Play({.ms = 1500});
  }
  uneven.Play(Loss(3000));
  uneven.Play({.ms = 5000});
  ASSERT_EQ(uneven.Freezes().size(), 1u);
  const PollDelta before_uneven = uneven.Freezes()[0].evidence.before;
  EXPECT_NEAR(before_uneven.video_packets / before_uneven.ms, 0.045, 0.001);
}

}  // namespace
}  // namespace rtc_vitals
