// When the page goes out of sight, comes back, or becomes real. Hidden is not the end: people come back.
// Never unload or beforeunload: listening to them keeps a page out of the back/forward cache.

// Firefox 153 hides a tab that is closed some 30 ms before it is gone, and in half of the cases it fires no pagehide then, or loses its beacon.
const kVanishMs = 1_000;

/**
 * `onHide()` when this may have been the last moment to send, `onShow()` when the page is there again, `onBlocked(address)` when its content
 * security policy kept something from being sent. Returns {mayVanish(), end()}: whether the page, just hidden, may be gone without another word; and what ends it all.
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
  listen(document, ['freeze'], onHide);   // Chromium: the tab stops running (Page Lifecycle)
  listen(document, ['resume'], onShow);
  listen(window, ['pagehide'], onHide);   // Safari before 14.1 has no visibilitychange on navigation (webkit.org/b/151234)
  listen(window, ['pageshow', 'online'], onShow);
  listen(document, ['securitypolicyviolation'], ({ effectiveDirective, disposition, blockedURI }) => {
    if (effectiveDirective === 'connect-src' && disposition === 'enforce') onBlocked(blockedURI);
  });
  return { mayVanish: () => performance.now() - hiddenAt < kVanishMs, end: () => ending.abort() };
}

/** Resolves when the page is shown for real: a prerendered one may never be. */
export async function pageActivated() {
  if (document.prerendering) await new Promise((resolve) => { document.addEventListener('prerenderingchange', resolve, { once: true }); });
}
