import { useEffect, useRef, useState } from 'react'
import type { ChatId } from '@/domain/ids'
import { useT } from '@/i18n/i18n'
import { useShortcut } from '@/lib/shortcut-handlers'
import { useQuotedMessage } from '@/composer-state/use-composer-state'
import { useTeamChat } from '@/queries/team-chat'
import { useTeamChatId } from '@/queries/team-notes'
import { Composer, type ComposerProps } from './composer'
import { NoteComposer } from './note-composer'

type Mode = 'client' | 'note'

const modeTexts = { client: 'teamNotes.toClient', note: 'teamNotes.note' } as const

const ModeSwitch = ({ mode, onMode }: { readonly mode: Mode; readonly onMode: (mode: Mode) => void }) => {
  const t = useT()
  return (
    <div
      role="group"
      aria-label={t('teamNotes.mode')}
      className="inline-flex flex-none rounded-sm bg-neutral-bg p-0.5 forced-colors:border"
    >
      {(['client', 'note'] as const).map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={mode === one}
          aria-keyshortcuts="Alt+N"
          onClick={() => onMode(one)}
          className={`min-h-7 rounded-[7px] px-2 text-xs whitespace-nowrap @max-[900px]/panel:px-1.5 @max-[480px]/panel:min-h-9 @max-[480px]/panel:px-2 ${mode === one ? 'bg-surface font-medium text-fg shadow-bubble forced-colors:underline' : 'text-fg-2 hover:text-fg'}`}
        >
          {t(modeTexts[one])}
        </button>
      ))}
    </div>
  )
}

/** Calls back when a message of the chat is chosen to be quoted. */
const useModeRequest = (chatId: ChatId, onAnswered: () => void): void => {
  const [target] = useQuotedMessage(chatId)
  const seen = useRef(target)
  useEffect(() => {
    if (target && target !== seen.current) onAnswered()
    seen.current = target
  })
}

const Modes = (props: ComposerProps) => {
  // Loaded with the first composer: notes are shown in the conversation, whether or not the operator writes one.
  useTeamChat()
  const [mode, setMode] = useState<Mode>('client')
  const [switched, setSwitched] = useState(false)
  const change = (next: Mode) => {
    setMode(next)
    setSwitched(true)
  }
  useShortcut('note', () => {
    setMode((now) => (now === 'note' ? 'client' : 'note'))
    setSwitched(true)
    return true
  })
  useModeRequest(props.chat.id, () => change('client'))
  useModeRequest(useTeamChatId(), () => change('note'))
  const modeSwitch = <ModeSwitch mode={mode} onMode={change} />
  // Separate fields, drafts and send paths: no text can get from one to the other.
  return mode === 'note' ? (
    <NoteComposer autoFocus modeSwitch={modeSwitch} />
  ) : (
    <Composer {...props} autoFocus={props.autoFocus || switched} modeSwitch={modeSwitch} />
  )
}

/** The composer of a chat, or the field for notes (Alt+N). Every chat starts with the field for replies. */
export const ComposerModes = (props: ComposerProps) => <Modes key={props.chat.id} {...props} />
