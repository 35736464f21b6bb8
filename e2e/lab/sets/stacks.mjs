// Calls with callers that are not browsers, through TURN, or with faults between a publisher and its SFU.
// For evaluating rules that were made without these calls.
import { entries } from './entries.mjs';

export default entries('stacks', [
  ['sfu-publisher-network', 'chromium', 1307, { callee: 'chromium' }],
  ['net-loss', 'gstreamer', 1308, { callee: 'firefox' }],
  ['far-pause', 'aiortc', 1309, { callee: 'chromium', turn: 'tcp' }],
  ['far-leaves', 'gstreamer', 1311, { callee: 'firefox' }],
  ['net-collapse', 'aiortc', 1312, { callee: 'chromium' }],
  ['net-cut-pause', 'gstreamer', 1313, { callee: 'chromium', turn: 'udp' }],
  ['far-no-reports', 'aiortc', 1314, { callee: 'chromium' }],
  ['sfu-publisher-cut', 'chromium', 1316, { callee: 'chromium' }],
  ['net-bloat', 'firefox', 1317, { callee: 'chromium', turn: 'tcp' }],
  ['far-no-resend', 'gstreamer', 1318, { callee: 'chromium' }],
  ['sfu-publisher-network', 'chromium', 1319, { callee: 'firefox' }],
  ['far-pause', 'aiortc', 1320, { callee: 'firefox' }],
  ['net-cap', 'gstreamer', 1321, { callee: 'chromium' }],
  ['far-leaves', 'aiortc', 1322, { callee: 'chromium', turn: 'udp' }],
  ['sfu-publisher-pause', 'chromium', 1323, { callee: 'firefox' }],
  ['net-mix', 'chromium', 1324, { callee: 'chromium', turn: 'tcp' }],
  ['far-no-resend', 'aiortc', 1325, { callee: 'firefox' }],
  ['net-cut-oneway', 'gstreamer', 1326, { callee: 'chromium' }],
]);
