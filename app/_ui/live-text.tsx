'use client';

/** Says `text` to a screen reader whenever it changes; never seen. */
export function LiveText({ text }: { readonly text: string }) {
  return (
    <p aria-live="polite" className="sr-only">
      {text}
    </p>
  );
}
