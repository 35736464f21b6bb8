// Watches the page being hidden, shown again, or activated after prerendering. Hidden is not the end: users come back.
// Never listens to unload or beforeunload, which would keep the page out of the back/forward cache.

// Firefox 153 hides a closing tab some 30 ms before it is gone;
// in half of the cases it then fires no pagehide, or loses the beacon sent there.
const kVanishMs = 1_000;

/**
 * Calls `onHide()` when this may be the last moment to send, `onShow()` when the page is shown again or online, and `onBlocked(address)`
 * when its content security policy blocked sending. Returns {mayVanish(), end()}: mayVanish() is true while the page, just hidden, may
 * vanish without another event; end() stops watching.
 */
export function watchPage({ onHide, onShow, onBlocked }) {
  const ending = new AbortController();
  let hiddenAt = -Infinity;
  const listen = (target, types, listener) => {
    for (const type of types) target.addEventListener(type, listener, { signal: ending.signal, capture: true });
  };
  listen(document, ['visibilitychange'], () => {
    const hidden = document.visibilityState === 'hidden';
    hiddenAt = hidden ? performance.now() : -Infinity;
    if (hidden) onHide();
    else onShow();
  });
  listen(document, ['freeze'], onHide);   // Chromium suspends the tab (Page Lifecycle)
  listen(document, ['resume'], onShow);
  listen(window, ['pagehide'], onHide);   // Safari before 14.1 has no visibilitychange on navigation (webkit.org/b/151234)
  listen(window, ['pageshow', 'online'], onShow);
  listen(document, ['securitypolicyviolation'], ({ effectiveDirective, disposition, blockedURI }) => {
    if (effectiveDirective === 'connect-src' && disposition === 'enforce') onBlocked(blockedURI);
  });
  return { mayVanish: () => performance.now() - hiddenAt < kVanishMs, end: () => ending.abort() };
}

/** Resolves when the page is activated, at once if it is not prerendering. A prerendered page may never be activated. */
export async function pageActivated() {
  if (document.prerendering) await new Promise((resolve) => { document.addEventListener('prerenderingchange', resolve, { once: true }); });
}

/** Calls `action()` when the page goes; at once if it has gone, that is, if its frame has been removed. No timer fires after that. */
export function whenGone(action) {
  if (document.defaultView === null) action();
  else window.addEventListener('pagehide', () => action(), { once: true });
}

/**
 * The Promise of the page around this frame, if it can be read:
 * in Firefox that page would wait for ever for a promise of a frame that has been removed.
 */
export function outerPromise() {
  try {
    return window.parent.Promise;
  } catch {
    return Promise;
  }
}
