// Replaces `qs-esm` in the bundle (vite.config.ts): the SDK uses it only to write the commands of its own batches. Ours are written by
// rest-client.ts, and the real package costs 3 kB gzip of what has to run before the first request.

/** Never called. */
export const stringify = (): never => {
  throw new Error('A batch of the SDK needs qs-esm, which the bundle leaves out')
}
