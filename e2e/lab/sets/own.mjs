// The project's own recordings. Thresholds may be chosen on those for tuning; those held out only judge.
// Each line: case, browser, seed and, where it is not the default, codec, size, frame rate and the
// callee's browser.

const tuning = [
  ['loop-clean', 'chromium', 11],
  ['loop-starve', 'chromium', 12, { codec: 'VP9' }],
  ['loop-starve', 'firefox', 13],
  ['loop-garble', 'chromium', 14],
  ['net-cut', 'chromium', 15],
  ['net-collapse', 'chromium', 16, { codec: 'VP9' }],
  ['loop-pause', 'chromium', 17, { size: '480x270', fps: 20 }],
  ['loop-static', 'chromium', 19],
  ['net-cut', 'firefox', 23],
  ['net-cap', 'chromium', 22],
  ['net-loss', 'chromium', 21, { codec: 'H264' }],
  ['sfu-forwarding', 'chromium', 27],
  ['net-cut-pause', 'chromium', 25],
  ['loop-pause', 'firefox', 18],
  ['net-collapse', 'firefox', 24],
  ['loop-changes', 'chromium', 31],
  ['loop-screen', 'chromium', 30],
  ['sfu-layers', 'chromium', 26],
  ['net-jitter', 'chromium', 28],
  ['loop-static', 'firefox', 20],
  ['net-bursts', 'firefox', 29],
  ['loop-replace', 'chromium', 32],
  ['loop-ice-restart', 'chromium', 33],
  ['loop-main-thread', 'chromium', 34],
  ['loop-burn', 'chromium', 35, { codec: 'VP9', size: '640x480', fps: 30 }],
  ['loop-low-fps', 'chromium', 36],
  ['loop-low-bitrate', 'chromium', 37],
  ['loop-mute', 'chromium', 38],
  ['loop-starve-short', 'chromium', 39],
  ['net-bloat', 'chromium', 40],
  ['net-ramp', 'chromium', 41],
  ['net-cut-oneway', 'chromium', 42],
  ['loop-pause-direction', 'chromium', 43],
  ['loop-track-stop', 'chromium', 44],
  ['loop-changes', 'firefox', 45],
  ['loop-replace', 'firefox', 46],
  ['loop-sound', 'chromium', 47],
  ['sfu-network', 'chromium', 48],
  ['net-slow-device', 'chromium', 49, { codec: 'VP9', size: '640x480', fps: 24 }],
  ['net-sleep', 'chromium', 50],
  ['net-cut', 'chromium', 51, { callee: 'firefox' }],
];

const heldOut = [
  ['loop-starve', 'chromium', 71, { codec: 'AV1' }],
  ['net-cut', 'chromium', 72, { codec: 'H264', fps: 24 }],
  ['net-collapse', 'chromium', 73],
  ['loop-garble', 'firefox', 74, { codec: 'VP9' }],
  ['loop-pause-starve', 'chromium', 75, { codec: 'H264' }],
  ['net-cut-pause', 'firefox', 76],
  ['net-mix', 'chromium', 77],
  ['loop-mix', 'chromium', 78, { codec: 'VP9', size: '400x300', fps: 24 }],
  ['sfu-pause-starve', 'chromium', 79],
  ['net-loss', 'firefox', 80],
  ['net-cut-long', 'chromium', 81],
  ['net-jitter', 'firefox', 82],
  ['loop-low-fps', 'firefox', 83],
  ['loop-three', 'chromium', 84],
  ['loop-screen', 'firefox', 85],
  ['net-rtt', 'chromium', 86],
  ['loop-pause-inactive', 'chromium', 87],
  ['sfu-gone', 'chromium', 88],
  ['loop-starve-to-end', 'firefox', 89],
  ['sfu-temporal', 'chromium', 90],
  ['net-slow-device', 'chromium', 91, { codec: 'AV1', size: '480x360', fps: 20 }],
  ['net-loss', 'firefox', 92, { callee: 'chromium' }],
];

function entry(role, [caseName, browser, seed, options = {}]) {
  const name = [caseName, browser, options.callee, seed].filter((part) => part !== undefined).join('-');
  return { role, caseName, browser, seed, options, name };
}
export default [...tuning.map((line) => entry('tuning', line)), ...heldOut.map((line) => entry('held out', line))];
