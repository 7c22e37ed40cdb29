/** For what is written in TypeScript: see e2e-report.mjs. */
interface ProjectSummary {
  readonly name: string
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly seconds: number
}
export declare const readReport: (json: string) => {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly flaky: readonly string[]
  readonly projects: readonly ProjectSummary[]
}
export declare const projectList: (projects: readonly ProjectSummary[]) => string
export declare const flakyList: (flaky: readonly string[]) => string
