/** Known at once, and forgotten again where it could not be stored: what is not kept must be found out anew. */
export async function keepKnown<Value>(
  known: Map<string, Value>,
  { key, value }: { readonly key: string; readonly value: Value },
  save: () => Promise<void>,
): Promise<void> {
  const before = known.get(key);
  known.set(key, value);
  try {
    await save();
  } catch (error) {
    if (known.get(key) === value) {
      if (before === undefined) known.delete(key);
      else known.set(key, before);
    }
    throw error;
  }
}
