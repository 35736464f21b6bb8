/** Creates an element: properties by name, `dataset` as an object, children as nodes or text; null children are skipped. */
export function el(tag, properties = {}, ...children) {
  const { dataset, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  Object.assign(element.dataset, dataset);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A table from a list of column heads and rows of cells. */
export function table(className, heads, rows) {
  return el('table', { className },
    el('thead', {}, el('tr', {}, heads.map((head) => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, rows));
}

/** Content that is shown when its `summary` is clicked. */
export const details = (summary, ...children) => el('details', {}, el('summary', {}, summary), ...children);
