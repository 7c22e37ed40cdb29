import type { Import, Tree } from './imports.ts'

/** A layer of src/ and the layers it may import besides itself. */
const mayUse: Record<string, string[]> = {
  domain: [],
  theme: [],
  i18n: [],
  ui: ['i18n', 'theme'],
  portal: ['domain'],
  queries: ['portal', 'domain'],
  outbox: ['portal', 'domain'],
  realtime: ['queries', 'portal', 'domain'],
  features: ['queries', 'outbox', 'domain', 'ui', 'i18n', 'theme'],
  app: ['features', 'realtime', 'queries', 'outbox', 'portal', 'domain', 'ui', 'i18n', 'theme'],
}

/** A rule over the imports: `finds` returns what breaks it, each as "file > what it imports". */
export interface Rule {
  name: string
  why: string
  finds: (tree: Tree) => string[]
}

const TEST = /\.test\.tsx?$/
/** What several tests share; nobody else may want it. */
const FOR_TESTS = /(^|\/)(samples|scripted-[\w-]+)\.ts$/
const FEATURE = /^src\/features\/([^/]+)\//

const fileOf = ({ to }: Import) => ('file' in to ? to.file : '')
const packageOf = ({ to }: Import) => ('package' in to ? to.package : '')
const isTest = ({ from }: Import) => TEST.test(from)
const within = (folder: string, path: string) => path.startsWith(`${folder}/`)
const say = (found: Import) => `${found.from} > ${fileOf(found) || found.specifier}`

const noImport = (name: string, why: string, isCrime: (found: Import) => boolean): Rule => ({
  name,
  why,
  finds: ({ imports }) => imports.filter(isCrime).map(say),
})

const layers = Object.entries(mayUse).map(([layer, below]) =>
  noImport(
    `${layer}-direction`,
    `src/${layer} may use: ${below.join(', ') || 'nothing'}.`,
    (found) =>
      within(`src/${layer}`, found.from) &&
      !isTest(found) &&
      within('src', fileOf(found)) &&
      ![layer, ...below].some((name) => within(`src/${name}`, fileOf(found))),
  ),
)

/** Every rule of direction, in the order in which they are told. */
export const rules: Rule[] = [
  ...layers,
  noImport('features-are-strangers', 'Features meet only in src/app.', (found) => {
    const [, own] = FEATURE.exec(found.from) ?? []
    const [, other] = FEATURE.exec(fileOf(found)) ?? []
    return own !== undefined && other !== undefined && own !== other
  }),
  noImport(
    'one-door-to-the-portal',
    'Outside src/portal only portal.ts and portal-error.ts are visible.',
    (found) =>
      within('src', found.from) &&
      !within('src/portal', found.from) &&
      !isTest(found) &&
      within('src/portal', fileOf(found)) &&
      !/^src\/portal\/portal(-error)?\.ts$/.test(fileOf(found)),
  ),
  noImport(
    'sdk-behind-the-door',
    'Only src/portal/sdk touches @bitrix24/*.',
    (found) =>
      within('src', found.from) && !within('src/portal/sdk', found.from) && packageOf(found).startsWith('@bitrix24/'),
  ),
  noImport(
    'wire-knows-no-sdk',
    'Parsers see shapes, never the SDK nor the methods.',
    (found) => within('src/portal/wire', found.from) && /^src\/portal\/(sdk|api)\//.test(fileOf(found)),
  ),
  noImport(
    'sdk-knows-no-shapes',
    'The SDK wrapper hands over raw answers; api and wire give them meaning.',
    (found) => within('src/portal/sdk', found.from) && /^src\/portal\/(api|wire)\//.test(fileOf(found)),
  ),
  noImport(
    'domain-is-pure',
    'The domain has no packages.',
    (found) => within('src/domain', found.from) && !isTest(found) && ('package' in found.to || 'core' in found.to),
  ),
  noImport(
    'no-react-below-queries',
    'Portal and domain do not know React.',
    (found) => /^src\/(domain|portal)\//.test(found.from) && /^(react|react-dom|@tanstack\/.*)$/.test(packageOf(found)),
  ),
  noImport(
    'no-node-in-the-app',
    'The app runs in a browser.',
    (found) => within('src', found.from) && !isTest(found) && 'core' in found.to,
  ),
  noImport(
    'manifest-by-one-door',
    'Of manifest/ only app.json belongs into the bundle, and only src/app/manifest.ts reads it; features get it by props.',
    (found) =>
      within('src', found.from) &&
      !isTest(found) &&
      within('manifest', fileOf(found)) &&
      !(found.from === 'src/app/manifest.ts' && fileOf(found) === 'manifest/app.json'),
  ),
  noImport(
    'app-knows-no-fake-portal',
    'src never imports e2e.',
    (found) => within('src', found.from) && !isTest(found) && within('e2e', fileOf(found)),
  ),
  noImport(
    'tests-read-only-fixtures',
    'A unit test takes nothing from e2e but recorded answers.',
    (found) =>
      within('src', found.from) &&
      isTest(found) &&
      within('e2e', fileOf(found)) &&
      !within('e2e/portal/fixtures', fileOf(found)),
  ),
  noImport(
    'fake-portal-knows-no-app',
    'Sharing code would make app and fake portal agree on the same mistake. Only e2e/simulation, where both are put together, may see both.',
    (found) =>
      /^(e2e|manifest)\//.test(found.from) && !within('e2e/simulation', found.from) && within('src', fileOf(found)),
  ),
  noImport(
    'nobody-needs-a-simulation',
    'e2e/simulation sees both sides: whoever imports it would, too.',
    (found) => within('e2e/simulation', fileOf(found)) && !within('e2e/simulation', found.from),
  ),
  noImport('nothing-missing', 'The file is not there, or package.json does not name the package.', (found) => {
    return 'missing' in found.to
  }),
  { name: 'no-orphan', why: 'Nobody imports it.', finds: orphans },
  { name: 'no-cycle', why: 'A ring has no order to run in (types may close one).', finds: cycles },
]

function orphans({ files, imports }: Tree): string[] {
  const wanted = new Set(imports.filter((found) => !isTest(found) && found.from !== fileOf(found)).map(fileOf))
  // boot.tsx is loaded by index.html; stubs take the place of packages by an alias in vite.config.ts.
  const entries = new Set(['axios', 'luxon', 'qs'].map((name) => `src/portal/sdk/${name}-stub.ts`))
  entries.add('src/app/boot.tsx')
  entries.add('src/queries/query-core-stub.ts')
  const forTests = new Set(imports.filter((found) => isTest(found)).map(fileOf))
  return files
    .filter((file) => within('src', file) && !TEST.test(file) && !wanted.has(file) && !entries.has(file))
    .filter((file) => !(FOR_TESTS.test(file) && forTests.has(file)))
}

function cycles({ files, imports }: Tree): string[] {
  const next = new Map<string, string[]>(files.map((file) => [file, []]))
  for (const found of imports) if (!found.typeOnly) next.get(found.from)?.push(fileOf(found))
  const done = new Set<string>()
  const path: string[] = []
  const rings: string[] = []
  const walk = (file: string) => {
    const start = path.indexOf(file)
    if (start !== -1) return void rings.push([...path.slice(start), file].join(' > '))
    if (done.has(file)) return
    path.push(file)
    next.get(file)?.forEach(walk)
    path.pop()
    done.add(file)
  }
  files.forEach(walk)
  return rings
}
