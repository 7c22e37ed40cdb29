// Stands in the build for two files of @tanstack/query-core that a panel without mutations and infinite queries never uses
// (docs/decisions.md). query-core-stub.test.ts watches what the package wants of them.

/** In the place of query-core's MutationCache: what QueryClient asks of one that is always empty. */
export class MutationCache {
  findAll(): readonly never[] {
    return []
  }
  resumePausedMutations(): Promise<void> {
    return Promise.resolve()
  }
  clear(): void {
    // There is nothing to forget.
  }
}

/** In the place of what makes a query an infinite one. */
export const infiniteQueryBehavior = (): never => {
  throw new Error('Infinite queries are left out of the build')
}
