/** A word for a wait that is usually too short to be read: it appears only after a moment. */
export function QuietWait({ text }: { readonly text: string }) {
  return (
    <div className="grid flex-1 place-items-center bg-canvas">
      <p className="late text-base text-ink-soft">{text}</p>
    </div>
  );
}
