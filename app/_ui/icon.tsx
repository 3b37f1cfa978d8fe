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
  power: <path d="M8 1.75v5.5M4.4 4.1a5.25 5.25 0 1 0 7.2 0" />,
  fresh: <path d="M13 8a5 5 0 1 1-1.5-3.6M13 2.5v2.75h-2.75" />,
  more: <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2" />,
  warning: <path d="M8 5.75v3M8 11.25h.01M7.1 2.6 1.6 12a1 1 0 0 0 .9 1.5h11a1 1 0 0 0 .9-1.5L8.9 2.6a1 1 0 0 0-1.8 0Z" />,
  terminal: <path d="M2.5 4.5 6 8l-3.5 3.5M8 12h5.5" />,
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
