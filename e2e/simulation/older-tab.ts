// A tab of an older build beside a newer one: sends replies as a form, compares texts exactly, and may close at any time.
import type { ReplyStore } from '../../src/outbox/store'
import type { OutboxEnv } from '../../src/outbox/outbox-env'
import { createOutbox, type Outbox } from '../../src/outbox/outbox'

/** A tab that can be closed. */
export interface OlderTab {
  readonly outbox: Outbox
  readonly isClosed: () => boolean
  /** Closes it without warning: its lock is released, a call on its way is executed nevertheless. */
  readonly close: () => void
}

/** Opens one over the browser's store and locks; `env.send` has to send as a form. */
export const openOlderTab = (env: OutboxEnv): OlderTab => {
  let closed = false
  let close = (): void => undefined
  const untilClosed = new Promise<void>((resolve) => {
    close = () => {
      closed = true
      resolve()
    }
  })
  /** Nothing that a closed tab begins ever happens. */
  const whileOpen =
    <Arguments extends readonly unknown[], T>(work: (...given: Arguments) => Promise<T>) =>
    (...given: Arguments): Promise<T> =>
      closed ? new Promise<T>(() => undefined) : work(...given)
  const store: ReplyStore = {
    durable: env.store.durable,
    all: whileOpen(env.store.all),
    change: whileOpen(env.store.change),
    bytes: whileOpen(env.store.bytes),
    onOther: (listener) => env.store.onOther((chatId) => !closed && listener(chatId)),
  }
  const outbox = createOutbox({
    ...env,
    store,
    send: whileOpen(env.send),
    find: whileOpen(async (reply, claimed) => {
      const found = await env.find(reply, claimed)
      return found.kind === 'found' && found.changed ? { kind: 'absent' } : found
    }),
    wait: whileOpen(env.wait),
    lock: whileOpen((name, work) =>
      env.lock(name, () => (closed ? Promise.resolve() : Promise.race([work(), untilClosed]))),
    ),
  })
  return { outbox, isClosed: () => closed, close: () => close() }
}
