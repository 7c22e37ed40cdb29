import type { Chat } from '@/domain/chat'
import type { ChatActionName, ChatDeed, PlainAction } from '@/domain/chat-actions'
import type { PhraseKey, Speech } from '@/i18n/i18n'
import type { Question } from '@/ui/confirm-dialog'

/** What an action is called in menus. Actions that have no place in a menu yet are missing. */
export const actionLabels = {
  transfer: 'actions.transfer',
  answer: 'actions.answer',
  join: 'actions.join',
  takeOver: 'actions.takeOver',
  start: 'actions.start',
  pin: 'actions.pin',
  unpin: 'actions.unpin',
  mute: 'actions.mute',
  unmute: 'actions.unmute',
  markUnread: 'actions.markUnread',
  silentOff: 'actions.silentOff',
  addParticipant: 'actions.addParticipant',
  createLead: 'actions.createLead',
  rate: 'actions.rate',
  leave: 'actions.leave',
  skip: 'actions.skip',
  finish: 'actions.close',
  finishAnothers: 'actions.finishAnothers',
  spam: 'actions.spam',
} as const satisfies Partial<Record<ChatActionName, PhraseKey>>

/** An action with a place in a menu. */
export type MenuAction = keyof typeof actionLabels

/** In the order of menus. */
export const menuActions = Object.keys(actionLabels) as readonly MenuAction[]

/** What is asked before an action. */
export const questionOf = (name: ChatActionName, chat: Chat, { t }: Speech): Question | null => {
  const client = chat.client
  const operator = chat.operatorName ?? t('actions.colleague')
  const number = chat.dialog?.sessionId ?? null
  switch (name) {
    case 'finish':
      return {
        title: t('actions.finishTitle'),
        text:
          number === null
            ? t('actions.finishTextPlain', { client })
            : t('actions.finishText', { client, number: String(number) }),
        action: t('actions.close'),
      }
    case 'finishAnothers':
      return {
        title: t('actions.anothersTitle', { operator }),
        text: t('actions.anothersText', { operator, client }),
        action: t('actions.finishAnothers'),
      }
    case 'skip':
      return { title: t('actions.skipTitle'), text: t('actions.skipText'), action: t('actions.skipDo') }
    case 'spam':
      return { title: t('actions.spamTitle'), text: t('actions.spamText', { client }), action: t('actions.spam') }
    case 'takeOver':
      return {
        title: t('actions.takeOverTitle'),
        text: t('actions.takeOverText', { operator }),
        action: t('actions.takeOverDo', { operator }),
      }
    case 'startFrom':
      return {
        title: t('actions.startFromTitle'),
        text: t('actions.startFromText', { client }),
        action: t('actions.startFromDo'),
      }
    case 'createLead':
      return { title: t('actions.leadTitle'), text: t('actions.leadText', { client }), action: t('actions.leadDo') }
    case 'addParticipant':
    case 'answer':
    case 'join':
    case 'leave':
    case 'markUnread':
    case 'mute':
    case 'pin':
    case 'rate':
    case 'removeParticipant':
    case 'silentOff':
    case 'start':
    case 'transfer':
    case 'unmute':
    case 'unpin':
      return null
  }
}

const doneWords = {
  finish: 'actions.didFinish',
  finishAnothers: 'actions.didFinish',
  spam: 'actions.didSpam',
  skip: 'actions.didSkip',
  pin: 'actions.didPin',
  unpin: 'actions.didUnpin',
  mute: 'actions.didMute',
  unmute: 'actions.didUnmute',
  markUnread: 'actions.didUnread',
  silentOff: 'actions.didSilentOff',
  createLead: 'actions.didLead',
  rate: 'actions.didRate',
  leave: 'actions.didLeave',
  join: 'actions.didJoin',
  answer: 'actions.didTakeOver',
  takeOver: 'actions.didTakeOver',
  start: 'actions.didStart',
  startFrom: 'actions.didStart',
} as const satisfies Partial<Record<ChatActionName, PhraseKey>>

/** What is said once it is done; null where the chat itself says it. */
export const doneOf = (deed: ChatDeed, { t }: Speech): string | null => {
  if (deed.name === 'transfer') return t('actions.didTransfer', { name: deed.to.name })
  if (deed.name === 'addParticipant') return t('actions.didAdd', { name: deed.person })
  if (deed.name === 'removeParticipant') return t('actions.didRemove', { name: deed.person })
  return deed.name in doneWords ? t(doneWords[deed.name as keyof typeof doneWords]) : null
}

const plain: ReadonlySet<ChatActionName> = new Set<PlainAction>([
  'answer',
  'skip',
  'takeOver',
  'join',
  'finish',
  'finishAnothers',
  'spam',
  'start',
  'pin',
  'unpin',
  'silentOff',
  'createLead',
  'mute',
  'unmute',
  'markUnread',
])

/** An action that needs nothing but the chat. */
export const isPlain = (name: ChatActionName): name is PlainAction => plain.has(name)
