/** For what is written in TypeScript: see e2e-report.mjs. */
export declare const readReport: (json: string) => {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly flaky: readonly string[]
}
export declare const flakyList: (flaky: readonly string[]) => string
