// The zones of zone.js, which Angular applications run in: it draws the page anew after each timer of such a zone, and takes the page as busy while one
// is left (https://angular.dev/api/core/NgZone). What the agent does is no work of the page, but what a listener does is.

/** A function that does what `action` does, outside of every zone of the page. */
export const outsideZones = (action) => (...args) => {
  const root = globalThis.Zone?.root;
  return root?.run ? root.run(action, undefined, args) : action(...args);
};

/** A function that does what `action` does, in the zone that this is called in. */
export const inZoneOfNow = (action) => globalThis.Zone?.current?.wrap?.(action, 'rtc-vitals') ?? action;
