/** DataLoaders of one request. */
import DataLoader from 'dataloader';

/** Keys of one statement at most; far more than one page has. */
const MAX_BATCH = 1_000;

/** A loader over a batched query whose answers are aligned with the keys. */
export function loaderOf<Value>(query: (keys: readonly string[]) => Promise<readonly Value[]>): DataLoader<string, Value> {
  return new DataLoader<string, Value>(query, { maxBatchSize: MAX_BATCH });
}

/** One loader per distinct arguments: fifty articles that ask for the same page of comments share one statement, those that ask for another page have another. */
export function loaderFamily<Arguments, Value>(
  query: (keys: readonly string[], args: Arguments) => Promise<readonly Value[]>,
): (args: Arguments) => DataLoader<string, Value> {
  const loaders = new Map<string, DataLoader<string, Value>>();
  return (args) => {
    const name = JSON.stringify(args) ?? '';
    let loader = loaders.get(name);
    if (loader === undefined) {
      loader = loaderOf((keys) => query(keys, args));
      loaders.set(name, loader);
    }
    return loader;
  };
}
