import type { Chat } from '@/domain/chat'
import type { UserId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import type { Person } from '@/domain/person'
import { createTranscriber, type Transcriber, type TranscriptEntry } from '@/domain/transcript'
import type { I18n } from '@/i18n/i18n'
import { importWithRetry } from '@/lib/import-with-retry'
import { portalNow } from '@/lib/portal-clock'
import type { HistoryReader } from '@/queries/session-history'
import { asPortalError, type PortalError } from '@/queries/card-context'
import type { ExportFacts, ExportFormat, ExportGap } from './export-writer'

/** Progress of an export. `count`: messages read; `reached`: date of the last of them, unix ms; `done`: 0 to 1, null = unknown. */
export type ExportStep =
  | { readonly name: 'reading'; readonly count: number; readonly reached: number | null; readonly done: number | null }
  /** A limit of the portal; it continues automatically. */
  | { readonly name: 'waiting'; readonly count: number; readonly until: number }
  | { readonly name: 'failed'; readonly count: number; readonly error: PortalError }
  | { readonly name: 'ready'; readonly count: number; readonly deliver: () => void }

/** One export, from the first message to the file. It continues while other chats are open. */
export interface ExportJob {
  readonly chat: Chat
  readonly format: ExportFormat
  readonly step: () => ExportStep
  readonly subscribe: (listener: () => void) => () => void
  /** Continues after a failure. */
  readonly resume: () => void
  /** Makes a file of the messages read so far. */
  readonly finish: () => void
  readonly cancel: () => void
}

/** Input of an export. */
export interface ExportOrder {
  readonly chat: Chat
  readonly format: ExportFormat
  readonly me: UserId
  readonly history: HistoryReader
  /** The team chat; null = without notes. */
  readonly notes: HistoryReader | null
  /** The caller isn't in the chat: not all of it is read. */
  readonly outside: boolean
  readonly i18n: I18n
  readonly origin: string
}

/** Pause between two requests, ms, for the panel's own requests. */
const REQUEST_PAUSE_MS = 500
/** Pause after a limit without a given time, ms. */
const RATE_LIMIT_PAUSE_MS = 10_000
/** A shorter wait than this, ms, is not shown. */
const SHOW_WAIT_AFTER_MS = 3_000
/** Number of messages written at a time, so that typing isn't blocked. */
const WRITE_BATCH_MESSAGES = 100

// Characters that file systems refuse or interpret, invisible ones, and those that change the text direction.
const UNSAFE_NAME_CHARACTERS = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu
const MAX_NAME_LENGTH = 80

/** A file name from a title, which anyone may have chosen; `at`: unix ms. */
export const exportName = (title: string, at: number, extension: string): string => {
  const day = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  const date = `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
  const name = [...title.replace(UNSAFE_NAME_CHARACTERS, ' ').replace(/\s+/g, ' ')].slice(0, MAX_NAME_LENGTH).join('')
  // A leading dot hides a file.
  return `${name.replace(/^[. ]+|[. ]+$/g, '') || 'chat'}, ${date}.${extension}`
}

/** Passes a file to the browser's downloads. */
const saveExport = (file: Blob, { chat, exportedAt }: ExportFacts, format: ExportFormat): void => {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = exportName(`${chat.client}, ${chat.channel.title}`, exportedAt, format)
  link.click()
  // By then the browser has read it; a URL that isn't revoked would keep the whole conversation in memory.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** Output of an export: a file, or the print dialog. */
interface ExportTarget {
  readonly add: (entries: readonly TranscriptEntry[]) => void
  readonly deliver: (facts: ExportFacts) => void
}

const fileWriters = {
  html: (i18n: I18n, origin: string) => async () => (await import('./html-format')).htmlWriter(i18n, origin),
  csv: () => async () => (await import('./csv-and-json-format')).csvWriter(),
  json: () => async () => (await import('./csv-and-json-format')).jsonWriter(),
} as const

const createTarget = async ({ format, i18n, origin }: ExportOrder): Promise<ExportTarget> => {
  if (format === 'print') {
    const { printWriter } = await importWithRetry(() => import('./html-format'))
    const sheet = printWriter(i18n, origin)
    return { add: sheet.add, deliver: sheet.print }
  }
  const sheet = await importWithRetry(fileWriters[format](i18n, origin))
  return { add: sheet.add, deliver: (facts) => saveExport(sheet.file(facts), facts, format) }
}

/** Starts an export. `deliver` is called when all is read, except for printing, which would interrupt the operator. */
export const startExport = (order: ExportOrder): ExportJob => {
  const { chat, format, me, history, notes, outside } = order
  const listeners = new Set<() => void>()
  let step: ExportStep = { name: 'reading', count: 0, reached: null, done: null }
  const began = Date.now()
  let cancelled = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let wake: (() => void) | null = null

  const outlet = createTarget(order)
  // The failure is reported where the promise is awaited; until then it must not count as unhandled.
  outlet.catch(() => undefined)
  const noted: Message[] = []
  const notedPeople = new Map<UserId, Person>()
  let notesRead = notes === null
  let transcriber: Transcriber | null = null
  let count = 0
  let first: number | null = null
  let reached: number | null = null
  const newest = chat.dialog?.lastMessageId ?? chat.last?.id ?? null

  const tell = (next: ExportStep) => {
    step = next
    for (const listener of listeners) listener()
  }
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      wake = resolve
      timer = setTimeout(resolve, ms)
    })
  const write = async (entries: readonly TranscriptEntry[]) => {
    const { add } = await outlet
    for (let at = 0; at < entries.length; at += WRITE_BATCH_MESSAGES) {
      add(entries.slice(at, at + WRITE_BATCH_MESSAGES))
      if (entries.length > WRITE_BATCH_MESSAGES) await pause(0)
      if (cancelled) return
    }
    count += entries.length
    reached = entries.at(-1)?.message.date ?? reached
  }
  const ready = async (gaps: readonly ExportGap[]) => {
    const { deliver } = await outlet
    const facts = { chat, count, exportedAt: portalNow(), withNotes: notes !== null, gaps }
    tell({ name: 'ready', count, deliver: () => deliver(facts) })
    // A print dialog that opens later would interrupt typing.
    if (format !== 'print' || Date.now() - began < SHOW_WAIT_AFTER_MS) deliver(facts)
  }
  const readNotes = async () => {
    const page = await notes?.next()
    if (!page) {
      notesRead = true
      return
    }
    noted.push(...page.messages)
    for (const [id, person] of page.people) notedPeople.set(id, person)
  }
  /** Reads one part; true = there was nothing left. */
  const readPart = async (): Promise<boolean> => {
    if (!notesRead) {
      await readNotes()
      return false
    }
    transcriber ??= createTranscriber(me, notes && { messages: noted, people: notedPeople })
    const page = await history.next()
    if (cancelled) return true
    if (!page) {
      await write(transcriber.end())
      return true
    }
    await write(transcriber.add(page))
    first ??= page.messages[0]?.id ?? null
    const last = page.messages.at(-1)?.id ?? null
    const done =
      first === null || last === null || newest === null || newest <= first
        ? null
        : Math.min(1, (last - first) / (newest - first))
    tell({ name: 'reading', count, reached, done })
    return false
  }
  const run = async () => {
    while (!cancelled) {
      try {
        if (await readPart()) return cancelled ? undefined : await ready(outside ? ['outside'] : [])
        await pause(REQUEST_PAUSE_MS)
      } catch (thrown) {
        const error = asPortalError(thrown)
        if (cancelled) return
        if (error.kind !== 'limit') return tell({ name: 'failed', count, error })
        const until = error.retryAt ?? Date.now() + RATE_LIMIT_PAUSE_MS
        tell({ name: 'waiting', count, until })
        await pause(Math.max(1_000, until - Date.now()))
      }
    }
  }
  void run()

  return {
    chat,
    format,
    step: () => step,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    resume: () => {
      if (step.name !== 'failed') return
      tell({ name: 'reading', count, reached, done: null })
      void run()
    },
    finish: () => void ready(outside ? ['outside', 'stopped'] : ['stopped']),
    cancel: () => {
      cancelled = true
      clearTimeout(timer)
      wake?.()
    },
  }
}
