/** Small pictures for HTML that is written as text. The same shapes as in `_ui/icon.tsx`: host is a box with a slot, client a screen. */
function glyph(paths: string): string {
  return `<svg viewBox="0 0 16 16" width="14" height="14" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;
}

export const glyphs = {
  host: glyph(
    '<rect x="2" y="2.75" width="12" height="4.5" rx="1"/><rect x="2" y="8.75" width="12" height="4.5" rx="1"/><path d="M4.5 5h.01M4.5 11h.01"/>',
  ),
  client: glyph('<rect x="1.75" y="2.75" width="12.5" height="8" rx="1"/><path d="M5.5 13.5h5M8 10.75v2.75"/>'),
  copy: glyph(
    '<rect x="5.5" y="5.5" width="8" height="8" rx="1.5"/><path d="M3.5 10.5h-.25a.75.75 0 0 1-.75-.75v-6.5a.75.75 0 0 1 .75-.75h6.5a.75.75 0 0 1 .75.75v.25"/>',
  ),
  run: glyph('<path d="M2.5 4.5 6 8l-3.5 3.5M8 12h5.5"/>'),
  check: glyph('<path d="m3 8.5 3.2 3.2L13 5"/>'),
  pin: glyph('<path d="M8 14s4.5-4.2 4.5-7.5a4.5 4.5 0 0 0-9 0C3.5 9.8 8 14 8 14Z"/><path d="M8 6.5h.01"/>'),
  other: glyph('<path d="M2.5 6h9l-2.5-2.5M13.5 10h-9l2.5 2.5"/>'),
} as const;
