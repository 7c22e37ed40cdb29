import { parseSync } from 'vite'

/** Imports of a built script, as written: static and dynamic ones. */
export interface ScriptImports {
  statically: string[]
  lazily: string[]
}

/** Throws when the script can't be parsed. */
export function importsOf(path: string, text: string): ScriptImports {
  const { module, errors } = parseSync(path, text)
  const [error] = errors
  if (error) throw new Error(`${path}: ${error.message}`)
  return {
    statically: [
      ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
      ...module.staticExports.flatMap(({ entries }) =>
        entries.flatMap(({ moduleRequest }) => (moduleRequest ? [moduleRequest.value] : [])),
      ),
    ],
    lazily: module.dynamicImports
      .map(({ moduleRequest }) => text.slice(moduleRequest.start, moduleRequest.end))
      .filter((literal) => /^["'`]/.test(literal))
      .map((literal) => literal.slice(1, -1)),
  }
}
