import { lazy, type ComponentType } from 'react'
import { importWithRetry } from './import-with-retry'

/** A component of a file of its own, loaded when it is first rendered. React's `lazy` alone would remember a failure for ever. */
export const lazyWithRetry = <P>(load: () => Promise<ComponentType<P>>) =>
  lazy(async () => ({ default: await importWithRetry(load) }))
