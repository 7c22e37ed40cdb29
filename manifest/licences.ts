// `npx tsx manifest/licences.ts` writes docs/licences.md again: the packages of package-lock.json, by licence.
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

interface Locked {
  readonly version?: string
  readonly license?: string
  readonly dev?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** The part of package-lock.json that is used: packages by their path, '' = this one. */
export interface Lockfile {
  readonly packages: Readonly<Record<string, Locked>>
}

/** One installed package. */
export interface Licensed {
  readonly name: string
  readonly version: string
  /** SPDX name; 'unknown' when neither the package nor the one that needs it as a native build has one. */
  readonly licence: string
  /** Only for building and testing: not in the app. */
  readonly development: boolean
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** All packages of the lockfile, each name and version once. */
export function licencesIn({ packages }: Lockfile): readonly Licensed[] {
  const entries = Object.entries(packages).filter(([path]) => path !== '')
  // Builds for other systems are not installed and can't be read; they have the licence of the package that needs them.
  const wanted = new Map(
    entries.flatMap(([, { license, optionalDependencies = {} }]) =>
      license === undefined ? [] : Object.keys(optionalDependencies).map((name) => [name, license] as const),
    ),
  )
  const found = entries.map(([path, { version = '', license, dev = false }]): Licensed => {
    const name = nameOf(path)
    return { name, version, licence: license ?? wanted.get(name) ?? 'unknown', development: dev }
  })
  const byKey = new Map(found.map((one) => [`${one.name} ${one.version} ${one.development}`, one]))
  return [...byKey.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function section(title: string, text: string, packages: readonly Licensed[]): string {
  const licences = [...new Set(packages.map(({ licence }) => licence))].toSorted()
  const lists = licences.map((licence) => {
    const of = packages.filter((one) => one.licence === licence)
    return `### ${licence} (${of.length})\n\n${of.map(({ name, version }) => `${name} ${version}`).join(', ')}\n`
  })
  return `## ${title}\n\n${text}\n\n${lists.join('\n')}`
}

export function licencesPage(packages: readonly Licensed[]): string {
  return [
    '# Licences\n\nMade by `npx tsx manifest/licences.ts` from `package-lock.json`; a test notices when the two differ.\n',
    section(
      'For the app',
      'What the app’s dependencies bring along. Two of them (luxon, qs-esm) are replaced by a few lines of ours and not in the bundle ([decisions.md](decisions.md)); nor is what axios needs on a server. What is in it stands, with its full texts, in the `licences.txt` of every build, and so in the ZIP. The SDK holds a copy of protobuf.js (BSD-3-Clause): `licence-protobufjs.txt`, beside it.',
      packages.filter(({ development }) => !development),
    ),
    section(
      'For building and testing',
      'Nothing of these is in the app, except the rules that Tailwind (MIT) writes into the style sheet.',
      packages.filter(({ development }) => development),
    ),
  ].join('\n')
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lockfile
  writeFileSync('docs/licences.md', licencesPage(licencesIn(lockfile)))
}
