/** The value below which that share (0 to 1) of the numbers lies; NaN of none. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

/** NaN of none. */
export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5)

/** The largest of those that were measured; NaN of none. */
export function most(numbers: readonly number[]): number {
  const measured = numbers.filter((number) => !Number.isNaN(number))
  return measured.length === 0 ? NaN : Math.max(...measured)
}

/** Rows as lines with columns of even width; the first column is left-aligned, the others right-aligned. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ')
  return rows.map((row) => `  ${line(row).trimEnd()}`).join('\n')
}

/** `123`, or `-` for what wasn't measured. */
export const whole = (value: number): string => (Number.isFinite(value) ? String(Math.round(value)) : '-')

/** `12.3` kB, 1000 bytes each. */
export const kB = (bytes: number): string => (bytes / 1_000).toFixed(1)

/** `12.3` MB, 1000 kB each. */
export const MB = (bytes: number): string => (bytes / 1_000_000).toFixed(1)

/** `1.2 %` */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
