import { getJson, postJson } from './api.ts'
import { make } from './dom.ts'
import { toast } from './toast.ts'

interface Fault {
  readonly id: number
  readonly method: string
  readonly kind: string
  readonly times?: number
  readonly ms?: number
  readonly code?: string
  readonly bitten: number
}

interface PortalState {
  readonly faults: readonly Fault[]
  readonly latencyMs: number
}

interface Counts {
  readonly requests: number
  readonly executed: Readonly<Record<string, number>>
}

const KINDS: readonly (readonly [kind: string, words: string])[] = [
  ['delay', 'answers later'],
  ['refuse', 'refuses with a code'],
  ['drop-before', 'connection drops, not executed'],
  ['drop-after', 'executed, then the connection drops'],
  ['reset-after', 'executed, the connection is reset'],
  ['hang-after', 'executed, never answered'],
  ['bad-gateway', '502 page, not executed'],
  ['bad-gateway-after', 'executed, 502 page'],
  ['html-200', 'executed, answers with a page'],
  ['no-time', 'executed, answer lacks “time”'],
  ['expire-token', '401 expired_token'],
  ['rate-limit', '503 too many requests'],
  ['time-limit', '429 operation time limit'],
  ['null-result', 'executed, the result is null'],
  ['empty-result', 'executed, the result is []'],
  ['wrong-result', 'executed, the result is a text'],
]

const LOOK_EVERY_MS = 1500

/** Switches for faults, and how often each method was executed. */
export class FaultPanel {
  readonly #active = make('ul', { class: 'active-faults' })
  readonly #counts = make('tbody')
  readonly #requests = make('span', { class: 'count' })
  readonly #latency = make('input', {
    type: 'number',
    min: '0',
    step: '25',
    'aria-label': 'Latency in milliseconds, one way',
  })

  constructor(container: HTMLElement, methods: readonly string[]) {
    container.append(this.#faultSheet(methods), this.#networkSheet(), this.#counterSheet())
    void this.#read()
    setInterval(() => document.visibilityState === 'visible' && void this.#read(), LOOK_EVERY_MS)
  }

  #faultSheet(methods: readonly string[]): HTMLElement {
    const names = make(
      'datalist',
      { id: 'methods' },
      ...['*', 'batch', ...methods].map((name) => make('option', { value: name })),
    )
    const method = make('input', {
      list: 'methods',
      placeholder: 'Method, * = all',
      'aria-label': 'Method',
      required: true,
    })
    const kind = make('select', { 'aria-label': 'What goes wrong' })
    for (const [value, words] of KINDS) kind.append(new Option(`${value}: ${words}`, value))
    const times = make('input', { type: 'number', min: '1', placeholder: 'Times (always)', 'aria-label': 'Times' })
    const ms = make('input', { type: 'number', min: '0', value: '3000', 'aria-label': 'Milliseconds' })
    const code = make('input', { value: 'ACCESS_DENIED', 'aria-label': 'Error code' })
    const status = make('input', { type: 'number', value: '403', 'aria-label': 'HTTP status' })
    const onlyWhatCounts = (): void => {
      ms.hidden = kind.value !== 'delay'
      code.hidden = status.hidden = kind.value !== 'refuse'
    }
    kind.addEventListener('change', onlyWhatCounts)
    onlyWhatCounts()

    const form = make('form', {}, names, method, kind, make('div', { class: 'pair' }, times, ms, code, status))
    form.append(make('button', { class: 'button primary' }, 'Switch on'))
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      void this.#act('faults', {
        method: method.value,
        kind: kind.value,
        ...(times.value && { times: Number(times.value) }),
        ...(!ms.hidden && { ms: Number(ms.value) }),
        ...(!code.hidden && { code: code.value, status: Number(status.value) }),
      })
    })
    return make('section', { class: 'sheet' }, make('h2', {}, 'Faults'), form, this.#active)
  }

  #networkSheet(): HTMLElement {
    this.#latency.addEventListener('change', () => void this.#act('latency', { ms: Number(this.#latency.value) }))
    const expire = make(
      'button',
      { type: 'button', class: 'button', click: () => void this.#act('expire-tokens') },
      'Expire tokens',
    )
    return make(
      'section',
      { class: 'sheet' },
      make('h2', {}, 'Network and tokens'),
      make('label', { class: 'latency' }, 'Latency, one way, ms', this.#latency),
      expire,
    )
  }

  #counterSheet(): HTMLElement {
    const reset = make(
      'button',
      { type: 'button', class: 'button', click: () => void this.#act('reset-counters') },
      'Reset',
    )
    return make(
      'section',
      { class: 'sheet' },
      make('h2', {}, 'Executed calls ', this.#requests),
      make('table', {}, this.#counts),
      reset,
    )
  }

  async #act(name: string, body: unknown = {}, method: 'POST' | 'DELETE' = 'POST'): Promise<void> {
    try {
      await postJson(`/control/api/${name}`, body, method)
      await this.#read()
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error))
    }
  }

  async #read(): Promise<void> {
    const [state, counts] = await Promise.all([
      getJson<PortalState>('/control/api/state'),
      getJson<Counts>('/control/api/counters'),
    ])
    if (document.activeElement !== this.#latency) this.#latency.value = String(state.latencyMs)
    this.#requests.textContent = `${counts.requests} requests`
    this.#active.replaceChildren(...state.faults.map((fault) => make('li', {}, ...this.#fault(fault))))
    const rows = Object.entries(counts.executed).toSorted(([, a], [, b]) => b - a)
    this.#counts.replaceChildren(
      ...rows.map(([method, count]) =>
        make('tr', {}, make('th', { scope: 'row' }, method), make('td', {}, String(count))),
      ),
    )
  }

  #fault(fault: Fault): HTMLElement[] {
    const often = fault.times === undefined ? `${fault.bitten} so far` : `${fault.bitten} of ${fault.times}`
    const detail = [fault.kind, fault.ms !== undefined && `${fault.ms} ms`, fault.code, often]
      .filter(Boolean)
      .join(' · ')
    const remove = (): void => void this.#act('faults', { id: fault.id }, 'DELETE')
    return [
      make('span', {}, make('b', {}, fault.method), make('small', {}, detail)),
      make('button', { type: 'button', class: 'button', 'aria-label': `Switch off ${fault.kind}`, click: remove }, '✕'),
    ]
  }
}
