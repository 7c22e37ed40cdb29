/** A promise with its resolvers (Node 20 has no `Promise.withResolvers`). */
export interface Deferred<T> {
  readonly promise: Promise<T>
  readonly resolve: (value: T) => void
  readonly reject: (error: Error) => void
}

/** Makes one; it is rejected after `patience` ms. */
export function deferred<T>(what: string, patience = 60_000): Deferred<T> {
  let resolve: (value: T) => void = () => undefined
  let reject: (error: Error) => void = () => undefined
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  const timer = setTimeout(() => reject(new Error(`${what} did not happen within ${patience / 1000} s`)), patience)
  const stop = () => clearTimeout(timer)
  promise.then(stop, stop)
  return { promise, resolve, reject }
}
