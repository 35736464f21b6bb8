// Calls between two ends in one page. `plan(d, picture)` gets a Draw (random numbers from the seed) and the call's picture; see
// ../README.md.
import * as f from '../faults/media.mjs';

const tapped = (faults) => ({ taps: true, faults });

export const loopCases = {
  'loop-clean': { about: 'no fault', plan: () => ({ faults: [] }) },

  'loop-starve': {
    about: 'the decoder receives no frames, twice',
    plan: (d) => tapped([f.starve(d.between(9, 12), d.between(2, 5)), f.starve(d.between(24, 27), d.between(5, 11))]),
  },
  'loop-starve-short': {
    about: 'the decoder receives no frames for a fraction of a second, several times',
    plan: (d) => tapped([9, 18, 27, 36].map((at) => f.starve(at + d.between(0, 2), d.between(0.2, 0.9)))),
  },
  'loop-starve-to-end': {
    about: 'the decoder receives no frames until the call ends',
    plan: (d) => tapped([f.starve(d.between(22, 30), null)]),
  },
  'loop-garble': {
    about: 'received frames are corrupted, twice',
    plan: (d) => tapped([f.garble(d.between(9, 12), d.between(3, 5)), f.garble(d.between(25, 28), d.between(4, 9))]),
  },
  'loop-pause': {
    about: 'the sender pauses with replaceTrack(null), then with active=false',
    plan: (d) => ({ faults: [
      f.pause(d.between(8, 11), d.between(4, 8), 'replaceTrack'),
      f.pause(d.between(26, 29), d.between(5, 9), 'active'),
    ] }),
  },
  'loop-pause-direction': {
    about: 'the sender pauses twice by direction recvonly',
    plan: (d) => ({ faults: [
      f.pause(d.between(9, 12), d.between(4, 9), 'recvonly'),
      f.pause(d.between(28, 31), d.between(3, 5), 'recvonly'),
    ] }),
  },
  'loop-pause-inactive': {
    about: 'the sender pauses by direction inactive',
    plan: (d) => ({ oneWay: true, faults: [f.pause(d.between(9, 12), d.between(5, 10), 'inactive')] }),
  },
  'loop-pause-starve': {
    about: 'a pause and a starved decoder of equal length, in random order',
    plan: (d) => {
      const seconds = d.between(4, 7);
      const [first, second] = d.shuffled([(at) => f.starve(at, seconds), (at) => f.pause(at, seconds, 'replaceTrack')]);
      return tapped([first(d.between(9, 12)), second(d.between(27, 30))]);
    },
  },
  'loop-track-stop': { about: 'the sent track is stopped permanently', plan: (d) => ({ faults: [f.stopTrack(d.between(20, 26))] }) },
  'loop-mute': {
    about: 'video, later audio, is muted by enabled=false',
    plan: (d) => ({ faults: [f.mute(d.between(8, 11), d.between(6, 10)), f.muteAudio(d.between(26, 29), d.between(5, 8))] }),
  },
  'loop-static': {
    about: 'the video source is static, twice',
    plan: (d) => ({ faults: [f.staticSource(d.between(9, 12), d.between(7, 12)), f.staticSource(d.between(30, 33), d.between(2, 4))] }),
  },
  'loop-low-fps': {
    about: 'the video source has a low frame rate, then a lower one',
    plan: (d) => ({ faults: [
      f.lowFps(d.between(8, 11), d.between(9, 12), d.between(4, 6, 0)),
      f.lowFps(d.between(28, 30), d.between(8, 11), d.between(1, 3, 0)),
    ] }),
  },
  'loop-low-bitrate': {
    about: 'maxBitrate is 30 to 60 kbit/s',
    plan: (d) => ({ faults: [f.lowBitrate(d.between(9, 12), d.between(18, 24), d.between(30, 60, 0))] }),
  },
  'loop-main-thread': {
    about: "the page's main thread is blocked; the video source is the fake camera",
    plan: (d) => ({
      style: 'camera', oneWay: true,
      faults: [
        f.block(d.between(9, 11), d.between(1, 2)),
        f.block(d.between(18, 20), d.between(2, 3.5)),
        f.busy(d.between(29, 31), d.between(6, 9), d.between(0.6, 0.8)),
      ],
    }),
  },
  'loop-burn': {
    about: 'busy threads load all cores',
    plan: (d) => ({ faults: [f.burn(d.between(10, 13), d.between(10, 14), d.between(6, 10, 0))] }),
  },
  'loop-replace': {
    about: 'the video sender is replaced (new SSRC), then a second video is added',
    plan: (d, picture) => ({
      oneWay: true,
      faults: [
        f.replaceSender(d.between(11, 14), d.between(1, 2.5), { ...picture, oneWay: true }),
        f.addVideo(d.between(28, 32), { ...picture, oneWay: true }),
      ],
    }),
  },
  'loop-changes': {
    about: 'resolution lowered and restored, a codec switch, a renegotiation without a change, data channel traffic',
    plan: (d, picture) => ({
      channel: true,
      faults: [
        f.scale(d.between(8, 10), d.between(5, 8), d.pick([2, 3, 4])),
        f.switchCodec(d.between(20, 22), picture.codec === 'VP8' ? 'VP9' : 'VP8'),
        f.renegotiate(d.between(28, 30)), f.chat(d.between(33, 35), d.between(5, 7), d.between(200, 2000, 0), d.between(20, 60, 0)),
      ],
    }),
  },
  'loop-screen': {
    about: 'a shared screen (contentHint detail) beside a camera: static, scrolling slowly, static again',
    plan: (d, picture) => ({
      oneWay: true,
      also: [{ ...picture, width: 640, height: 400, fps: 5, style: 'text', hint: 'detail', oneWay: true }],
      faults: [
        f.staticSource(d.between(7, 9), d.between(8, 11), 1),
        f.lowFps(d.between(22, 24), d.between(5, 7), 1, 1),
        f.staticSource(d.between(32, 34), d.between(5, 8), 1),
      ],
    }),
  },
  'loop-ice-restart': {
    about: 'two ICE restarts',
    plan: (d) => ({ faults: [f.restartIce(d.between(11, 14)), f.restartIce(d.between(26, 30))] }),
  },
  'loop-three': {
    about: 'three videos: one is starved while another is paused',
    plan: (d, picture) => {
      const at = d.between(10, 13);
      const more = { ...picture, oneWay: true };
      const faults = [f.starve(at, d.between(6, 9), 1), f.pause(at + 1, d.between(5, 8), 'replaceTrack', 2)];
      return { taps: true, oneWay: true, also: [more, more], faults };
    },
  },
  'loop-sound': {
    about: 'audio only: starved, then muted',
    plan: (d) => ({ taps: true, audioOnly: true, faults: [
      f.starveAudio(d.between(9, 12), d.between(3, 5)),
      f.muteAudio(d.between(24, 27), d.between(6, 9)),
    ] }),
  },
  'loop-mix': {
    about: 'starvation, pauses, a low frame rate and corrupted frames in random order',
    seconds: 75,
    plan: (d) => {
      const kinds = [
        (at) => f.starve(at, d.between(1.2, 7)), (at) => f.pause(at, d.between(3, 7), 'replaceTrack'),
        (at) => f.pause(at, d.between(3, 7), 'active'),
        (at) => f.lowFps(at, d.between(6, 8), d.between(2, 4, 0)), (at) => f.garble(at, d.between(2, 6)),
      ];
      return tapped(d.shuffled(kinds).slice(0, 4).map((kind, i) => kind(10 + 16 * i + d.between(0, 1))));
    },
  },
};
