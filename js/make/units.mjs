// Generates a module for the collector's page from the core's tables: the units of the numbers in events and samples, by name.

const unitOf = ({ form, unit, max }) => unit || (form === 'number' && max === 1 ? 'share' : '');

/** The module as text; `core` is the node module. */
export function unitsModule(core) {
  const described = [...JSON.parse(core.describeSamples()), ...JSON.parse(core.describeEvidence())];
  const units = Object.fromEntries(described.map((entry) => [entry.name, unitOf(entry)]).filter(([, unit]) => unit));
  return `export const units = ${JSON.stringify(units, null, 1)};\n`;
}
