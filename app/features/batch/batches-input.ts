/** One question for the loaders and the screens: the same key in the cache. */
export const batchesInput = {};
