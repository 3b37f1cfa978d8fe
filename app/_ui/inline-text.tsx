/** Plain text in which `backquotes` mean code, as verdicts and problems are worded. */
export function InlineText({ text }: { readonly text: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places.
      <code key={index} className="inline-code">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
