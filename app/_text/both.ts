/** The shape of a message tree with every leaf widened to `string`. */
export type SameKeys<Tree> = { readonly [Key in keyof Tree]: Tree[Key] extends string ? string : SameKeys<Tree[Key]> };

/** One area's messages, both languages side by side; a key that one of them lacks does not compile. */
export function both<const English>(texts: { readonly en: English; readonly ko: SameKeys<NoInfer<English>> }): {
  readonly en: SameKeys<English>;
  readonly ko: SameKeys<English>;
} {
  return texts as never;
}
