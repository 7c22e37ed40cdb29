import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { licencesIn, licencesPage, type Lockfile } from './licences.ts'

const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lockfile
const packages = licencesIn(lockfile)

/** Licences that require no more than their notice. */
const FOR_THE_APP = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT']
/** Licences of tools may require the source of changes to them: we neither distribute nor change any. */
const FOR_TOOLS = [...FOR_THE_APP, 'BlueOak-1.0.0', 'MPL-2.0']

test('docs/licences.md lists what the lockfile names (npx tsx manifest/licences.ts)', () => {
  expect(packages.length).toBeGreaterThan(100)
  expect(readFileSync('docs/licences.md', 'utf8')).toBe(licencesPage(packages))
})

test('no package has a licence that asks for more than we give', () => {
  const asksTooMuch = packages.filter(
    ({ licence, development }) => !(development ? FOR_TOOLS : FOR_THE_APP).includes(licence),
  )
  expect(asksTooMuch).toEqual([])
})

test('a native build has the licence of the package that wants it', () => {
  const found = licencesIn({
    packages: {
      '': { version: '1.0.0' },
      'node_modules/tool': {
        version: '2.0.0',
        license: 'MIT',
        dev: true,
        optionalDependencies: { 'tool-win32': '2.0.0' },
      },
      'node_modules/tool-win32': { version: '2.0.0', dev: true },
      'node_modules/tool/node_modules/inner': { version: '3.0.0' },
    },
  })
  expect(found).toEqual([
    { name: 'inner', version: '3.0.0', licence: 'unknown', development: false },
    { name: 'tool', version: '2.0.0', licence: 'MIT', development: true },
    { name: 'tool-win32', version: '2.0.0', licence: 'MIT', development: true },
  ])
})

test('the notice of what the SDK holds inside goes along with the build', () => {
  // When the SDK no longer brings its own copy, the notice can go, too.
  const copy = 'node_modules/@bitrix24/b24jssdk/dist/esm/pullClient/protobuf/protobuf.mjs'
  expect(existsSync('public/licence-protobufjs.txt')).toBe(existsSync(copy))
})
