import { getJson, postJson } from './api.ts'
import { openPath } from './open-path.ts'
import type { FrameRequest, OpenedFrame, Session } from './opened-frame.ts'
import { pick } from './picker.ts'
import { openSlider } from './slider.ts'
import { toast } from './toast.ts'

/** A frame of the app, for the commands. */
export interface CommandedFrame {
  readonly request: FrameRequest
  readonly element: HTMLIFrameElement | undefined
  opened: OpenedFrame | undefined
  /** Closes the frame's slider; a card tab can't be closed. */
  readonly close: (() => void) | undefined
  readonly initData: () => unknown
  /** Reloads the app with new tokens and a new APP_SID. */
  readonly open: () => Promise<void>
  /** Opens another frame of the same app; returns how to remove it. */
  readonly openInner: (container: HTMLElement, title: string, request: FrameRequest, close: () => void) => () => void
}

type Answer = (result?: unknown) => void
type Command = (frame: CommandedFrame, args: unknown, answer: Answer) => void | Promise<void>

interface Person {
  readonly id: number
  readonly name: string
  readonly workPosition: string
  readonly avatar: string
}

interface Card {
  readonly type: string
  readonly id: number
  readonly title: string
}

const CARD_PREFIX: Readonly<Record<string, string>> = { lead: 'L', contact: 'C', company: 'CO', deal: 'D' }

function fields(args: unknown): Readonly<Record<string, unknown>> {
  return typeof args === 'object' && args !== null ? (args as Record<string, unknown>) : {}
}

async function storeOption(frame: CommandedFrame, kind: 'app' | 'user', args: unknown): Promise<void> {
  const { name, value } = fields(args)
  await postJson('/host/api/option', { userId: frame.request.userId, kind, name, value })
}

/** The messenger never answers: the app only learns that the request was sent. It takes the dialog or number and nothing else. */
function messenger(what: string): Command {
  return (_frame, args) => {
    const { dialogId, number } = fields(args)
    toast(`${what}: ${String(dialogId ?? number ?? '')}`)
  }
}

/**
 * What the portal's page does for the app, by command. Where a real portal may stay silent (an ordinary user who
 * sets an app option, setInstallFinish, the messenger, closeApplication), this one does, too.
 */
export const commands: Readonly<Record<string, Command>> = {
  getInitData: (frame, _args, answer) => answer(frame.initData()),

  setInstall: (_frame, _args, answer) => answer(true),

  setInstallFinish: async (frame) => {
    if (frame.opened?.init['INSTALL'] !== true) return
    await postJson('/host/api/finish-install', { userId: frame.request.userId })
    await frame.open()
  },

  refreshAuth: async (frame, _args, answer) => {
    const how = window.hostSwitches.refresh
    if (how === 'silent') return
    if (how === 'fail' || !frame.opened) return answer(false)
    const session = await postJson<Session | null>('/host/api/refresh', { sid: frame.opened.sid })
    if (!session) return answer(false)
    frame.opened = { ...frame.opened, init: { ...frame.opened.init, ...session } }
    answer({ AUTH_ID: session.AUTH_ID, REFRESH_ID: session.REFRESH_ID, AUTH_EXPIRES: session.AUTH_EXPIRES })
  },

  setAppOption: async (frame, args, answer) => {
    if (!frame.opened?.init.IS_ADMIN) return
    await storeOption(frame, 'app', args)
    answer()
  },

  setUserOption: async (frame, args, answer) => {
    await storeOption(frame, 'user', args)
    answer()
  },

  resizeWindow: ({ element }, args, answer) => {
    if (!element) return
    const { width, height } = fields(args)
    element.style.flex = 'none'
    element.style.width = width === '100%' ? '100%' : `${Number(width) || 100}px`
    element.style.height = `${Number(height) || 100}px`
    answer({ width: element.offsetWidth, height: element.offsetHeight })
  },

  reloadWindow: () => location.reload(),

  // General commands are not listed: these are the place's own, and a card tab has one.
  getInterface: (frame, _args, answer) =>
    answer({ command: frame.request.placement === 'DEFAULT' ? [] : ['reloadData'], event: [] }),

  reloadData: (frame, _args, answer) => {
    if (frame.request.placement === 'DEFAULT') return
    toast('The card has been read again')
    answer()
  },

  setTitle: (_frame, args, answer) => {
    const heading = document.querySelector('#pagetitle')
    if (heading) heading.textContent = String(fields(args)['title'] ?? '')
    answer()
  },

  setScroll: (_frame, args, answer) => {
    scrollTo(scrollX, Number(fields(args)['scroll']) || 0)
    answer()
  },

  openApplication: async (frame, args, answer) => {
    const options = fields(args)
    const title = String(options['bx24_title'] ?? 'Application')
    const slider = openSlider(title, Number(options['bx24_width']) || undefined)
    const request = { ...frame.request, placement: 'DEFAULT', options }
    const dispose = frame.openInner(slider.body, title, request, slider.close)
    await slider.closed
    dispose()
    answer()
  },

  closeApplication: (frame) => frame.close?.(),

  openPath: async (_frame, args, answer) => answer(await openPath(String(fields(args)['path'] ?? ''))),

  selectUser: async (_frame, args, answer) => {
    const many = fields(args)['mult'] === true
    const people = await getJson<Person[]>('/host/api/people')
    const choices = people.map((person) => ({
      label: person.name,
      hint: person.workPosition,
      value: {
        id: String(person.id),
        name: person.name,
        photo: person.avatar,
        position: person.workPosition,
        url: `/company/personal/user/${person.id}/`,
        sub: false,
        sup: false,
      },
    }))
    const chosen = await pick(many ? 'Choose employees' : 'Choose an employee', choices, many)
    // Closing the window without a choice calls no callback.
    if (chosen) answer(many ? chosen : chosen[0])
  },

  selectCRM: async (_frame, args, answer) => {
    const { entityType, multiple } = fields(args)
    const wanted = Array.isArray(entityType) ? entityType : [entityType ?? Object.keys(CARD_PREFIX)].flat()
    const cards = (await getJson<Card[]>('/host/api/cards')).filter((card) => wanted.includes(card.type))
    const choices = cards.map((card) => ({ label: card.title, hint: `${card.type} #${card.id}`, value: card }))
    const chosen = await pick('Choose in CRM', choices, multiple === true)
    if (!chosen) return
    const buckets: Record<string, Record<string, unknown>> = {}
    for (const { type, id, title } of chosen) {
      const bucket = (buckets[type] ??= {})
      bucket[Object.keys(bucket).length] = {
        id: `${CARD_PREFIX[type]}_${id}`,
        type,
        place: 'crm',
        title,
        desc: '',
        url: `/crm/${type}/details/${id}/`,
      }
    }
    answer(buckets)
  },

  imCallTo: messenger('Call'),
  imPhoneTo: messenger('Phone call'),
  imOpenMessenger: messenger('Messenger opened'),
  imOpenHistory: messenger('Chat history opened'),
}
