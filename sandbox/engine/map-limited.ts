/** Runs the action on every item, at most `limit` at once. Rejects with the first failure. */
export async function mapLimited<T>(items: readonly T[], limit: number, action: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await action(item);
  };
  await Promise.all(Array.from({ length: limit }, worker));
}
