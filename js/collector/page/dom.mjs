/** Creates an element: properties by name, `dataset` as an object, children as nodes or text; null children are skipped. */
export function el(tag, properties = {}, ...children) {
  const { dataset, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  Object.assign(element.dataset, dataset);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A row of cells. */
export const row = (cells) => el('tr', {}, cells.map((cell) => el('td', {}, cell)));

/** A table from a list of column heads and rows. */
export function table(className, heads, rows) {
  return el('table', { className },
    el('thead', {}, el('tr', {}, heads.map((head) => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, rows));
}

/** A name, or several as from streamName(). If it is too long for its place, the whole is in the tooltip. */
export const name = (text) => el('bdi', { className: 'name', dir: 'ltr', title: text }, text);

/** Content that is shown when its `summary` is clicked. */
export const details = (summary, ...children) => el('details', {}, el('summary', {}, summary), ...children);

/** A card whose table scrolls, by keyboard too. */
export class Card {
  #title;
  #shown = '';

  constructor(title) {
    this.#title = title;
    this.element = el('section', { className: 'card' });
  }

  /**
   * Shows what `build(content)` returns: `{ empty }`, a text, or `{ heads, rows, note }`.
   * If `content` is what is already shown, nothing changes, so that the focus and a selection stay.
   */
  show(content, build) {
    const text = JSON.stringify(content);
    if (text === this.#shown) return;
    this.#shown = text;
    const { empty, heads, rows, note = null } = build(content);
    const scrolled = this.element.querySelector('.scroll')?.scrollTop ?? 0;
    const body = empty === undefined
      ? el('div', { className: 'scroll', tabIndex: 0, role: 'region', ariaLabel: this.#title }, table('', heads, rows))
      : el('p', { className: 'empty' }, empty);
    this.element.replaceChildren(el('h2', {}, this.#title), body, note ?? '');
    body.scrollTop = scrolled;
  }
}
