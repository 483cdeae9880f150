/**
 * Gives what `load` gives, which is called once, however often and however early it is asked again. After a failure, of
 * which everybody who waited hears, the next one who asks tries again.
 */
export function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
