/** Values an app stores in the portal. */
export type OptionValues = Readonly<Record<string, unknown>>

interface Version {
  readonly at: number
  readonly writer: object
  readonly values: OptionValues
}

/** Size of one stored value, in bytes of its serialized form; beyond it the portal's database loses the whole value. */
export const OPTION_STORE_BYTES = 65_535

const KEPT_VERSIONS = 50
const EMPTY: Version = { at: -Infinity, writer: {}, values: {} }

/**
 * One database value that holds all options. A change reads the whole value, changes it and writes it back
 * without a lock: of two concurrent writers, the later one overwrites the earlier one.
 */
export class OptionStore {
  #versions: readonly Version[] = [EMPTY]

  read(): OptionValues {
    return this.#versions.at(-1)!.values
  }

  /**
   * Merges `changes` into what the store held when the writer read it: at `since` (performance.now() milliseconds), or at
   * its own last write. `writer` is any object that identifies an HTTP request.
   */
  change(changes: OptionValues, writer: object = {}, since: number = performance.now()): void {
    const seen = this.#versions.findLast((version) => version.writer === writer || version.at <= since)
    const merged = { ...(seen ?? this.#versions[0]!).values, ...changes }
    const values = Buffer.byteLength(JSON.stringify(merged)) > OPTION_STORE_BYTES ? {} : merged
    this.#versions = [...this.#versions, { at: performance.now(), writer, values }].slice(-KEPT_VERSIONS)
  }

  clear(): void {
    this.#versions = [EMPTY]
  }
}
