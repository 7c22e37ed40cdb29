import type { Operating } from './operating-time.ts'
import { portalDate } from './portal-date.ts'

/** The `time` of an answer: unix seconds and seconds with fractions, dates in ISO 8601. */
export interface Timing {
  readonly start: number
  readonly finish: number
  readonly duration: number
  readonly processing: number
  readonly date_start: string
  readonly date_finish: string
  /** Unix seconds. */
  readonly operating_reset_at: number
  /** Seconds the method has used in the last ten minutes. */
  readonly operating: number
}

/** Now in unix milliseconds, finer than Date.now(). */
export function unixMs(): number {
  return performance.timeOrigin + performance.now()
}

/** Builds `time` from times and a duration in milliseconds. */
export function timing(startMs: number, finishMs: number, processingMs: number, operating: Operating): Timing {
  return {
    start: startMs / 1000,
    finish: finishMs / 1000,
    duration: (finishMs - startMs) / 1000,
    processing: processingMs / 1000,
    date_start: portalDate(startMs),
    date_finish: portalDate(finishMs),
    operating_reset_at: operating.resetAt,
    operating: operating.seconds,
  }
}
