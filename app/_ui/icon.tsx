import type { ReactNode } from 'react';

/** Drawn on a grid of 16, line 1.5, so that they sit beside text of 13 to 15 px. */
const paths = {
  check: <path d="m3 8.5 3.2 3.2L13 4.8" />,
  cross: <path d="m4 4 8 8m0-8-8 8" />,
  plus: <path d="M8 3v10M3 8h10" />,
  left: <path d="M9.75 3.5 5.25 8l4.5 4.5" />,
  right: <path d="M6.25 3.5 10.75 8l-4.5 4.5" />,
  down: <path d="M3.5 6.25 8 10.75l4.5-4.5" />,
  sun: (
    <>
      <circle cx="8" cy="8" r="2.75" />
      <path d="M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7" />
    </>
  ),
  moon: <path d="M13.5 9.6A5.75 5.75 0 0 1 6.4 2.5a5.75 5.75 0 1 0 7.1 7.1Z" />,
  screen: (
    <>
      <rect x="1.75" y="2.75" width="12.5" height="8" rx="1" />
      <path d="M5.5 13.5h5M8 10.75v2.75" />
    </>
  ),
  server: (
    <>
      <rect x="2" y="2.75" width="12" height="4.5" rx="1" />
      <rect x="2" y="8.75" width="12" height="4.5" rx="1" />
      <path d="M4.5 5h.01M4.5 11h.01" />
    </>
  ),
  keyboard: (
    <>
      <rect x="1.5" y="4" width="13" height="8.5" rx="1.25" />
      <path d="M4 7h.01M6.7 7h.01M9.3 7h.01M12 7h.01M5 9.75h6" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 4.75V8l2.25 1.5" />
    </>
  ),
  record: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <circle cx="8" cy="8" r="2" fill="currentColor" />
    </>
  ),
  power: <path d="M8 1.75v5.5M4.4 4.1a5.25 5.25 0 1 0 7.2 0" />,
  fresh: <path d="M13 8a5 5 0 1 1-1.5-3.6M13 2.5v2.75h-2.75" />,
  more: <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2" />,
  warning: <path d="M8 5.75v3M8 11.25h.01M7.1 2.6 1.6 12a1 1 0 0 0 .9 1.5h11a1 1 0 0 0 .9-1.5L8.9 2.6a1 1 0 0 0-1.8 0Z" />,
  globe: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M2 8h12M8 2c2 1.8 2.75 3.75 2.75 6S10 12.2 8 14c-2-1.8-2.75-3.75-2.75-6S6 3.8 8 2Z" />
    </>
  ),
  outside: (
    <path d="M9.5 2.75h3.75V6.5M13 3 7.75 8.25M11.25 9.5v3a.75.75 0 0 1-.75.75h-7a.75.75 0 0 1-.75-.75v-7a.75.75 0 0 1 .75-.75h3" />
  ),
  terminal: <path d="M2.5 4.5 6 8l-3.5 3.5M8 12h5.5" />,
  minus: <path d="M3 8h10" />,
  fit: <path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />,
  overview: (
    <>
      <circle cx="8" cy="8" r="2.25" />
      <path d="M8 1.75V4M8 12v2.25M1.75 8H4M12 8h2.25" />
    </>
  ),
  shrink: <path d="M6 2.5V6H2.5M13.5 6H10V2.5M10 13.5V10h3.5M2.5 10H6v3.5" />,
  box: <path d="M8 1.75 13.5 4.5v7L8 14.25 2.5 11.5v-7L8 1.75ZM2.75 4.6 8 7.25l5.25-2.65M8 7.25v7" />,
  frame: <path d="M4.5 2.5h-2v2M11.5 2.5h2v2M4.5 13.5h-2v-2M11.5 13.5h2v-2M7 2.5h2M7 13.5h2M2.5 7v2M13.5 7v2" />,
  map: (
    <>
      <rect x="1.75" y="6" width="4" height="4" rx="1" />
      <rect x="10.25" y="2" width="4" height="4" rx="1" />
      <rect x="10.25" y="10" width="4" height="4" rx="1" />
      <path d="M5.75 8H8m2.25-4H8v8h2.25" />
    </>
  ),
  table: <path d="M2 3h12v10H2zM2 6.25h12M6 6.25V13" />,
  route: (
    <>
      <circle cx="3.5" cy="12" r="1.75" />
      <circle cx="12.5" cy="4" r="1.75" />
      <path d="M5.25 12h4a2 2 0 0 0 2-2V9a3 3 0 0 0-3-3h-1.5a2 2 0 0 1-2-2H10.75" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.25" />
      <path d="m10.25 10.25 3.25 3.25" />
    </>
  ),
  settings: (
    <>
      <path d="M2 4.5h6.5M12.5 4.5H14M2 11.5h1.5M7.5 11.5H14" />
      <circle cx="10.5" cy="4.5" r="2" />
      <circle cx="5.5" cy="11.5" r="2" />
    </>
  ),
  columns: (
    <>
      <rect x="1.75" y="2.75" width="12.5" height="10.5" rx="1" />
      <path d="M8 2.75v10.5" />
    </>
  ),
  pause: <path d="M5.5 3.5v9M10.5 3.5v9" />,
  download: <path d="M8 2v8m-3.25-3L8 10.25 11.25 7M2.5 13.5h11" />,
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.25" />
      <path d="M10.5 5.5V3.25c0-.4-.35-.75-.75-.75h-6.5c-.4 0-.75.35-.75.75v6.5c0 .4.35.75.75.75H5.5" />
    </>
  ),
  play: <path d="M4.5 3v10l8-5-8-5Z" />,
  eye: (
    <>
      <path d="M1.5 8S4 3.75 8 3.75 14.5 8 14.5 8 12 12.25 8 12.25 1.5 8 1.5 8Z" />
      <circle cx="8" cy="8" r="1.75" />
    </>
  ),
  book: (
    <path d="M8 4.25C6.5 3 4.5 2.75 2 2.75v9.5c2.5 0 4.5.25 6 1.5 1.5-1.25 3.5-1.5 6-1.5v-9.5c-2.5 0-4.5.25-6 1.5Zm0 0v9.5" />
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof paths;

/** Decoration only: the control or the text beside it carries the name. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="shrink-0"
    >
      {paths[name]}
    </svg>
  );
}
