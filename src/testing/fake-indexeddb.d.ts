// The package has types for this, but does not export them.
declare module 'fake-indexeddb/auto'
