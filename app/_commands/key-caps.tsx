import { keyNames } from './key-names.ts';

/** The keys of a chord, as they are pressed. */
export function KeyCaps({ chord, isMac }: { readonly chord: string; readonly isMac: boolean }) {
  return (
    <span className="flex gap-1">
      {keyNames(chord, isMac).map((key) => (
        <kbd key={key} className="min-w-6 rounded border border-line-strong bg-sunken px-1.5 py-0.5 text-center text-xs text-ink">
          {key}
        </kbd>
      ))}
    </span>
  );
}
