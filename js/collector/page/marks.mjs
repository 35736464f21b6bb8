// Drawn over and under the curves: frozen stretches, alerts, and lanes that show when each picture was there.
import { colorOf } from './causes.mjs';
import { streamTitle } from './format.mjs';

const kLane = 30;
const kBar = 10;
const kAxes = 50;
const kShade = 0.18;

export const laneHeight = (lanes) => lanes * kLane + kAxes;

/** Identifies a stream within a session, across page loads. */
export const keyOf = (stream) => `${stream.epoch} ${stream.stream}`;

function span(chart, start, end) {
  const { left, width } = chart.bbox;
  const from = Math.max(left, chart.valToPos(start, 'x', true));
  const to = Math.min(left + width, chart.valToPos(end, 'x', true));
  return to > from ? { from, width: Math.max(to - from, devicePixelRatio) } : null;
}

function shadeFreezes(chart, freezes, css) {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.globalAlpha = kShade;
  for (const { start, end, cause } of freezes) {
    const at = span(chart, start, end);
    ctx.fillStyle = css(`--${colorOf(cause)}`);
    if (at) ctx.fillRect(at.from, bbox.top, at.width, bbox.height);
  }
  ctx.restore();
}

function markAlerts(chart, alerts, color) {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.strokeStyle = color;
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
  for (const at of alerts.flatMap(({ openedAt, closedAt }) => [openedAt, closedAt]).filter((time) => time !== null)) {
    const x = chart.valToPos(at, 'x', true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}

/** Shades freezes under the curves and marks alerts over them; `content()` returns the current { session, freezes }. */
export function marksPlugin({ content, css, shade }) {
  return {
    hooks: {
      drawClear: (chart) => { if (shade) shadeFreezes(chart, content().freezes, css); },
      draw: (chart) => markAlerts(chart, content().session.alerts ?? [], css('--bad')),
    },
  };
}

/** Draws one lane per stream: its name and a bar over its lifetime, grey where it was paused, in the cause's colour where it was frozen. */
export function drawLanes(chart, keys, { session, freezes, pauses }, css) {
  const { ctx, bbox } = chart;
  const scale = devicePixelRatio;
  ctx.save();
  ctx.font = `${12 * scale}px system-ui, sans-serif`;
  ctx.textBaseline = 'alphabetic';
  ctx.textAlign = 'left';
  keys.forEach((key, lane) => {
    const stream = session.streams.find((candidate) => keyOf(candidate) === key);
    const top = bbox.top + lane * kLane * scale;
    const bar = (start, end, color) => {
      const at = span(chart, start, end);
      ctx.fillStyle = color;
      if (at) ctx.fillRect(at.from, top + 17 * scale, at.width, kBar * scale);
    };
    ctx.fillStyle = css('--ink');
    ctx.fillText(streamTitle(stream), bbox.left + 2 * scale, top + 12 * scale);
    bar(stream.t[0], stream.t.at(-1), css('--alive'));
    const own = (stretch) => keyOf(stretch.stream) === key;
    for (const { start, end } of pauses.filter(own)) bar(start, end, css('--paused'));
    for (const { start, end, cause } of freezes.filter(own)) bar(start, end, css(`--${colorOf(cause)}`));
  });
  ctx.restore();
}
