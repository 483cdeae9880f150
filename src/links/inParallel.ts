/** Does something with each item, with so many at the same time; other work has its turn between two. Rejects as the first does. */
export async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  act: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const goOn = async (): Promise<void> => {
    for (const item of queue) {
      await act(item);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, goOn));
}
