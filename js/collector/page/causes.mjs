// Each cause of a freeze has a colour of its own (page.css), the same in every plot and list.
import { el } from './dom.mjs';

const kCauses = [
  'network-cut', 'congestion', 'packet-loss', 'jitter', 'keyframe-starvation', 'decoder-failure', 'decoder-overload', 'sender-stopped',
];

/** The name of a cause's colour; an unlisted cause gets that of `unknown`. */
export const colorOf = (cause) => (kCauses.includes(cause) ? cause : 'unknown');

/** A spot of the cause's colour. */
export const swatch = (cause) => el('span', { className: `swatch ${colorOf(cause)}`, ariaHidden: 'true' });
