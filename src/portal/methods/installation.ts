import type {
  AppManifest,
  Installation,
  Obstacle,
  ObstacleKind,
  PortalHealth,
  Provision,
  TabState,
} from '@/domain/installation'
import { asPortalError, type PortalError } from '../portal-error'
import type { BatchAnswer, BatchCalls, Rest } from '../transport/rest-client'
import { field, toFlag, toList, toRecord, toText } from '../wire/php-json'

export type { Installation } from '@/domain/installation'

/** Without these methods the panel can't show or answer a chat. */
const NEEDED_METHODS = [
  'imopenlines.crm.chat.get',
  'imopenlines.dialog.get',
  'imopenlines.session.history.get',
  'imopenlines.crm.message.add',
  'im.dialog.messages.get',
  'im.recent.list',
] as const

/** A handler of this app, as placement.get returns it. */
interface Binding {
  readonly placement: string
  readonly handler: string
}

/**
 * The address a tab is bound to: the page's own, without query and hash, which belong to one opening of it. In a static app the
 * installer is install.html, which the portal stops serving after the installation; index.html is the same page.
 */
export const handlerAddress = (href: string): string => {
  const url = new URL(href)
  return `${url.origin}${url.pathname.replace(/\/install\.html$/, '/index.html')}`
}

const obstacle = (kind: ObstacleKind, names: readonly string[] = [], code: string | null = null): Obstacle => ({
  kind,
  names,
  code,
})

const kindByCode: Readonly<Record<string, ObstacleKind>> = {
  INSUFFICIENT_SCOPE: 'scope',
  USER_ACCESS_ERROR: 'grant',
  PAYMENT_REQUIRED: 'plan',
  WRONG_AUTH_TYPE: 'context',
  AUTHORIZE_ERROR: 'context',
  INVALID_CREDENTIALS: 'rights',
  ERROR_METHOD_NOT_FOUND: 'methods',
  ERROR_PLACEMENT_NOT_FOUND: 'place',
  ERROR_PLACEMENT_MAX_COUNT: 'full',
  ERROR_WRONG_HANDLER_URL: 'address',
  EMPTY_ERROR_HANDLER_URL: 'address',
  ERROR_UNSUPPORTED_PROTOCOL: 'address',
  // The portal insists on https.
  INVALID_REQUEST: 'address',
}

const kindOf = (error: PortalError): ObstacleKind => {
  if (error.kind === 'limit' || error.kind === 'sign-in') return error.kind
  return error.outcomeUnknown ? 'silence' : 'other'
}

/** The obstacle behind an error; `ACCESS_DENIED` has two meanings, and the caller knows which: no REST at all (`plan`) or no administrator. */
export const obstacleFrom = (thrown: unknown, denied: 'plan' | 'rights', names: readonly string[] = []): Obstacle => {
  const error = asPortalError(thrown)
  const code = error.code.toUpperCase()
  return obstacle(code === 'ACCESS_DENIED' ? denied : (kindByCode[code] ?? kindOf(error)), names, error.code)
}

const readBindings = (value: unknown): readonly Binding[] =>
  toList(value).map((item) => {
    const row = toRecord(item)
    return { placement: toText(row['placement']).toUpperCase(), handler: toText(row['handler']) }
  })

const tabState = (placement: string, bindings: readonly Binding[], address: string): TabState => {
  const own = bindings.filter((binding) => binding.placement === placement)
  if (own.length === 0) return { placement, state: 'missing' }
  if (own.length > 1) return { placement, state: 'repeated' }
  return { placement, state: own[0]?.handler === address ? 'bound' : 'otherAddress' }
}

const tabStates = (manifest: AppManifest, bindings: readonly Binding[], address: string): readonly TabState[] =>
  manifest.tab.placements.map((placement) => tabState(placement, bindings, address))

const names = (value: unknown): ReadonlySet<string> => new Set(toList(value).map(toText))

const valueOf = (answer: BatchAnswer, name: string): unknown => {
  const sub = answer(name)
  return sub.ok ? sub.value : null
}

const missing = (provisions: readonly Provision[]): readonly string[] =>
  provisions.filter(({ provided }) => !provided).map(({ name }) => name)

/** Creates the installation interface. `address` is what the tabs are bound to; by default this page. */
export const makeInstallation = (
  rest: Rest,
  frame: { readonly installFinish: () => void },
  address: () => string = () => handlerAddress(location.href),
): Installation => {
  /** Which of the needed methods the portal has; [] when it can't be determined. */
  const readMethods = async (answer: BatchAnswer): Promise<readonly Provision[]> => {
    const probes = NEEDED_METHODS.map((name) => ({ name, about: answer(name) }))
    if (probes.every(({ about }) => about.ok)) {
      return probes.map(({ name, about }) => {
        const record = toRecord(about.ok ? about.value : null)
        return {
          name,
          provided: toFlag(field(record, 'isExisting')) && toFlag(field(record, 'isAvailable')),
        }
      })
    }
    // An older portal has no method.get. Its `methods` returns hundreds of names, so it is called only then.
    const all = await rest.call('methods').then(names, () => new Set<string>())
    return all.size === 0 ? [] : NEEDED_METHODS.map((name) => ({ name, provided: all.has(name) }))
  }

  const check = async (manifest: AppManifest): Promise<PortalHealth> => {
    const calls: BatchCalls = {
      info: ['app.info'],
      granted: ['scope'],
      known: ['scope', { FULL: 1 }],
      places: ['placement.list'],
      bound: ['placement.get'],
      ...Object.fromEntries(NEEDED_METHODS.map((name) => [name, ['method.get', { name }]])),
    }
    const answer = await rest.batch(calls)
    const granted = answer('granted')
    const grantedScopes = names(granted.ok ? granted.value : [])
    const knownScopes = names(valueOf(answer, 'known'))
    const scopes = granted.ok ? manifest.scopes.map((name) => ({ name, provided: grantedScopes.has(name) })) : []
    const methods = await readMethods(answer)
    const places = answer('places')
    const bound = answer('bound')
    const info = toRecord(valueOf(answer, 'info'))

    const lackingScopes = missing(scopes).filter((name) => !manifest.optionalScopes.includes(name))
    const unknownScopes = lackingScopes.filter((name) => knownScopes.size > 0 && !knownScopes.has(name))
    const ungranted = lackingScopes.filter((name) => !unknownScopes.includes(name))
    // A missing method of a missing scope is not a second obstacle.
    const lackingMethods = missing(methods).filter(
      (name) => !lackingScopes.some((scope) => name.startsWith(`${scope}.`)),
    )
    const isOff = (prefix: string) =>
      NEEDED_METHODS.filter((name) => name.startsWith(prefix)).every((name) => lackingMethods.includes(name))
    const moduleOff = isOff('imopenlines.')
    const oldMethods = lackingMethods.filter((name) => !(moduleOff && name.startsWith('imopenlines.')))
    const offered = names(places.ok ? places.value : [])
    const lackingPlaces = manifest.tab.placements.filter((placement) => !offered.has(placement))

    const obstacles: Obstacle[] = []
    if (!granted.ok) obstacles.push(obstacleFrom(granted.error, 'plan'))
    if (ungranted.length > 0) obstacles.push(obstacle('scope', ungranted))
    const switchedOff = new Set([...unknownScopes, ...(moduleOff ? ['imopenlines'] : [])])
    if (switchedOff.size > 0) obstacles.push(obstacle('module', [...switchedOff]))
    if (oldMethods.length > 0) obstacles.push(obstacle('methods', oldMethods))
    if (places.ok && lackingPlaces.length > 0 && !lackingScopes.includes('crm')) {
      obstacles.push(obstacle('place', lackingPlaces))
    }
    return {
      installed: 'INSTALLED' in info ? toFlag(info['INSTALLED']) : null,
      scopes,
      methods,
      tabs: bound.ok ? tabStates(manifest, readBindings(bound.value), address()) : null,
      obstacles,
    }
  }

  /** Removes the app's handlers of this placement and binds the page's own. The portal refuses the same handler twice. */
  const bindTab = async (manifest: AppManifest, placement: string, bindings: readonly Binding[]) => {
    const handlers = new Set(
      bindings.filter((binding) => binding.placement === placement).map(({ handler }) => handler),
    )
    for (const handler of handlers) {
      await rest.write('placement.unbind', { PLACEMENT: placement, HANDLER: handler })
    }
    const titles = Object.entries(manifest.tab.title)
    const bound = await rest.write('placement.bind', {
      PLACEMENT: placement,
      HANDLER: address(),
      TITLE: manifest.tab.title['en'] ?? manifest.name,
      LANG_ALL: Object.fromEntries(titles.map(([language, title]) => [language, { TITLE: title }])),
    })
    return bound === true
  }

  return {
    check: (manifest) =>
      check(manifest).catch((error: unknown) => ({
        installed: null,
        scopes: [],
        methods: [],
        tabs: null,
        obstacles: [obstacleFrom(error, 'plan')],
      })),

    bindTabs: async (manifest, onBound = () => undefined) => {
      let current: string[] = []
      try {
        const before = readBindings(await rest.call('placement.get'))
        for (const placement of manifest.tab.placements) {
          current = [placement]
          if (!(await bindTab(manifest, placement, before))) return [obstacle('unsettled', current)]
          onBound(placement)
        }
        current = []
        const after = tabStates(manifest, readBindings(await rest.call('placement.get')), address())
        const unsettled = after.filter(({ state }) => state !== 'bound').map(({ placement }) => placement)
        return unsettled.length > 0 ? [obstacle('unsettled', unsettled)] : []
      } catch (error) {
        const found = obstacleFrom(error, 'rights', current)
        return [found.kind === 'scope' ? { ...found, names: ['placement'] } : found]
      }
    },

    finish: frame.installFinish,
  }
}
