// Stands in for `qs-esm` in the bundle (vite.config.ts): the SDK uses it to write its own batches, which this app never
// makes (rest.ts encodes batches itself), and it costs 2 kB gzip of the first screen.

/** Throws always: whoever calls a batch of the SDK has to give it back its `qs-esm` first. */
export const stringify = (): never => {
  throw new Error('qs-esm is left out of the bundle: call `batch` of src/portal/sdk/rest.ts, not of the SDK')
}
