// The plots of a session: one time axis, one cursor, one zoom; frozen stretches shaded and alerts marked in every plot.
import uPlot from './vendor/uplot.mjs';
import { swatch } from './causes.mjs';
import { el } from './dom.mjs';
import { bitrate, clock, percent, streamTitle } from './format.mjs';
import { drawLanes, keyOf, laneHeight, marksPlugin } from './marks.mjs';
import { isThinned, withPart } from './parts.mjs';

const kHeight = 160;
const kTimeAxis = 34;
const kGutter = 84;
const kColors = 8;  // --series-1 ... in page.css

// Each plots `member` of the streams of `kinds`.
const kPlots = [
  { title: 'Frames decoded per second', member: 'framesDecodedPerSecond', kinds: ['inboundVideo'], text: (v) => `${+v.toFixed(1)}/s` },
  { title: 'Bitrate', member: 'bitrate', kinds: ['inboundVideo', 'inboundAudio', 'outboundVideo', 'outboundAudio'], text: bitrate },
  { title: 'Packet loss', member: 'packetLoss', kinds: ['inboundVideo', 'inboundAudio'], text: percent, minTop: 0.05 },
  { title: 'Round-trip time', member: 'rtt', kinds: ['connection'], text: (v) => `${+v.toFixed(1)} ms` },
];

const kHint = 'Grey: paused or unchanged. Drag to zoom in, double-click to show all. Times are in your time zone.';
const kAlertHint = ' Dashed line: an alert opened or closed.';

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export class Plots {
  #charts = [];
  #layout = '';
  #content = null;  // { session, freezes, pauses }
  #readPart;
  #zoomed = null;  // { min, max }
  #showAll = el('button', { type: 'button', hidden: true, onclick: () => this.#unzoom() }, 'show all');
  #part = null;    // a stretch at a finer resolution: { from, to, session }
  #resize = new ResizeObserver(() => this.#charts.forEach((chart) => chart.setSize({ width: this.#width(), height: chart.height })));
  #theme = matchMedia('(prefers-color-scheme: dark)');
  #onTheme = () => this.#rebuild();

  constructor(element, { readPart }) {
    this.element = element;
    this.#readPart = readPart;
    this.#resize.observe(element);
    this.#theme.addEventListener('change', this.#onTheme);
  }

  close() {
    this.#zoomed = null;
    this.#resize.disconnect();
    this.#theme.removeEventListener('change', this.#onTheme);
    this.#charts.forEach((chart) => chart.destroy());
  }

  /** `content`: { session, freezes, pauses }, the latter two from findings.mjs. */
  show(content) {
    this.#content = content;
    const { session } = content;
    const layout = [
      ...session.streams.map((stream) => [stream.epoch, stream.stream, Object.keys(stream.columns).length > 0]),
      ...new Set(content.freezes.map(({ cause }) => cause)),
    ].join();
    if (layout !== this.#layout) {
      this.#layout = layout;
      return this.#rebuild();
    }
    this.#setData();
  }

  /** Zooms to a freeze, with a margin before and after it. */
  zoomTo({ start, end }) {
    const margin = Math.max(end - start, 5000);
    this.#zoom(start - margin, end + margin);
    this.element.scrollIntoView({ behavior: 'smooth' });
  }

  #setData() {
    for (const chart of this.#charts) chart.setData(dataOf(chart.shown, this.#content.session, this.#part), !this.#zoomed);
  }

  #zoom(min, max) {
    this.#zoomed = { min, max };
    this.#showAll.hidden = false;
    for (const chart of this.#charts) chart.setScale('x', { min, max });
    this.#refine();
  }

  // Fetches the zoomed range at a finer resolution, and shows it unless the zoom has changed meanwhile.
  async #refine() {
    const zoomed = this.#zoomed;
    const { min: from, max: to } = zoomed;
    if (!this.#readPart || !isThinned(this.#content.session)) return;
    const session = await this.#readPart(from, to);
    if (!session || this.#zoomed !== zoomed) return;
    this.#part = { from, to, session };
    this.#setData();
    for (const chart of this.#charts) chart.setScale('x', { min: from, max: to });
  }

  #unzoom() {
    this.#zoomed = null;
    this.#showAll.hidden = true;
    for (const chart of this.#charts) chart.setData(chart.data, true);
  }

  #width() {
    return Math.max(320, this.element.clientWidth - 2);
  }

  #rebuild() {
    this.#charts.forEach((chart) => chart.destroy());
    this.element.replaceChildren(this.#hint());
    const video = this.#content.session.streams.filter((stream) => stream.kind === 'inboundVideo');
    this.#charts = [];
    if (video.length) this.#add({ title: 'Video playback', lanes: true }, video);
    for (const plot of kPlots) {
      const streams = this.#content.session.streams.filter((stream) => plot.kinds.includes(stream.kind) && stream.columns[plot.member]);
      if (streams.length) this.#add(plot, streams);
    }
  }

  // The colours of the causes present, and how to read and use the plots.
  #hint() {
    const { freezes, session } = this.#content;
    const causes = [...new Set(freezes.map(({ cause }) => cause))]
      .map((cause) => el('span', { className: 'key' }, swatch(cause), `frozen: ${cause}`));
    return el('p', { className: 'quiet hint' }, causes, kHint, session.alerts ? kAlertHint : null, ' ', this.#showAll);
  }

  #add(plot, streams) {
    const holder = el('figure', { className: 'card' }, el('figcaption', {}, plot.title));
    this.element.append(holder);
    const shown = { plot, keys: streams.map(keyOf) };
    const chart = new uPlot(this.#options(plot, streams), dataOf(shown, this.#content.session, this.#part), holder);
    chart.shown = shown;
    Object.assign(chart.ctx.canvas, { role: 'img', ariaLabel: plot.title });
    chart.over.addEventListener('dblclick', () => this.#unzoom());
    this.#charts.push(chart);
  }

  #options(plot, streams) {
    const ink = {
      stroke: css('--quiet'), grid: { stroke: css('--line'), width: 1 }, ticks: { stroke: css('--line'), width: 1 },
      font: '12px system-ui, sans-serif',
    };
    const content = () => this.#content;
    return {
      width: this.#width(), height: plot.lanes ? laneHeight(streams.length) : kHeight, ms: 1,
      cursor: { sync: { key: 'session', setSeries: false }, drag: { x: true, y: false, setScale: false } },
      legend: { show: !plot.lanes, markers: { width: 0, fill: (u, i) => u.series[i].stroke(u, i) } },
      scales: { x: { time: true }, y: { range: (u, min, max) => [0, Math.max(max ?? 0, plot.minTop ?? 1) * 1.1] } },
      axes: [
        { ...ink, size: kTimeAxis, values: (u, at) => at.map(clock), space: 90 },
        {
          ...ink, size: kGutter, values: (u, at) => at.map((v) => (plot.lanes ? '' : plot.text(v))), space: 28,
          ...(plot.lanes ? { grid: { show: false }, ticks: { show: false } } : {}),
        },
      ],
      series: [
        { label: 'time', value: (u, v) => (v === null ? '' : clock(v)) },
        ...streams.map((stream, i) => ({
          label: streamTitle(stream), stroke: css(`--series-${(i % kColors) + 1}`), width: 1.75, show: true,
          points: { show: false }, value: (u, v) => (v === null || v === undefined || plot.lanes ? '' : plot.text(v)),
          ...(plot.lanes ? { paths: () => null } : {}),
        })),
      ],
      plugins: [
        marksPlugin({ content, css, shade: !plot.lanes }),
        ...(plot.lanes ? [{ hooks: { draw: (u) => drawLanes(u, streams.map(keyOf), content(), css) } }] : []),
      ],
      hooks: { setSelect: [(u) => this.#selected(u)] },
    };
  }

  #selected(chart) {
    const { left, width } = chart.select;
    if (width < 3) return;
    chart.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
    this.#zoom(chart.posToVal(left, 'x'), chart.posToVal(left + width, 'x'));
  }
}

// The columns of some streams, joined on one time axis that spans the session. uPlot draws null as a gap and connects across undefined.
function dataOf({ plot, keys }, session, part) {
  const streams = keys.map((key) => session.streams.find((stream) => keyOf(stream) === key));
  const whole = [[session.firstAt, session.lastAt]];
  if (plot.lanes) return uPlot.join([whole, ...streams.map((stream) => [stream.t, stream.t.map(() => 0)])]);
  return uPlot.join([whole, ...streams.map((stream) => withPart(stream, plot.member, part))]);
}
