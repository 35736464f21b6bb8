// Support for zone.js, which Angular apps run in. Angular runs change detection after each timer in its zone, and considers the app busy
// while one is pending (https://angular.dev/api/core/NgZone). The agent's work must not count there; that of a listener must.

/** Wraps `action` so that it runs outside all zones of the page. */
export const outsideZones = (action) => (...args) => {
  const root = globalThis.Zone?.root;
  return root?.run ? root.run(action, undefined, args) : action(...args);
};

/** Wraps `action` so that it runs in the zone that is current now. */
export const inCurrentZone = (action) => globalThis.Zone?.current?.wrap?.(action, 'rtc-vitals') ?? action;
