export interface SkipLink {
  readonly target: string;
  readonly label: string;
}

/** Seen only with the keyboard's focus; the first things one reaches by Tab. */
export function SkipLinks({ links }: { readonly links: readonly SkipLink[] }) {
  return (
    <div className="fixed top-2 left-2 z-50 flex gap-2">
      {links.map(({ target, label }) => (
        <a
          key={target}
          href={`#${target}`}
          className="sr-only rounded-md bg-accent px-4 py-2.5 text-base font-medium text-on-accent focus:not-sr-only focus:px-4 focus:py-2.5"
        >
          {label}
        </a>
      ))}
    </div>
  );
}
