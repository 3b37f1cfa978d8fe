'use client';

import type { MouseEvent, ReactNode } from 'react';

/**
 * Leaves the page by whole loads. A page's policy stays for as long as its document: what the player is allowed here, pages
 * that are reached from here are not to have.
 */
export function HardLinks({ children }: { readonly children: ReactNode }) {
  return <div onClickCapture={leave}>{children}</div>;
}

function leave(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null || link.origin !== location.origin || link.hasAttribute('download')) return;
  if (link.pathname === location.pathname || isElsewhere(event) || event.button !== 0) return;
  // The site's own links leave a prevented click alone.
  event.preventDefault();
  location.assign(link.href);
}

/** A new tab or window is a load of its own. */
function isElsewhere({ metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return metaKey || ctrlKey || shiftKey || altKey;
}
