import { useState } from 'react'
import type { Chat } from '@/domain/chat'
import type { ChatId, UserId } from '@/domain/ids'
import { keysOf } from '@/domain/shortcuts'
import { chatCommandsOf } from '@/features/chat-actions/action-menu'
// Loaded together with the keys: text typed right after Ctrl+K belongs to the palette.
import { type Command, CommandPalette, CommandPaletteOpener } from '@/features/command-palette/command-palette'
import { RowMenu } from '@/features/chat-actions/row-menu'
import { FocusTooltip } from '@/ui/focus-tooltip'
import { SharedMediaOpener, ShortcutHelpOpener, TemplateDialogOpener } from './dialog-openers'
import { ExportController } from '@/features/export/export-controller'
import { useT } from '@/i18n/i18n'
import { changeSetting, setSetting } from '@/settings/setting-store'
import { useSetting } from '@/settings/use-setting'
import { usePortal } from '@/queries/card-context'
import { templateUsage } from '@/settings/template-usage'
import { requestFocus } from '@/lib/focus-targets'
import { openExport, openFilters, openMessageSearch, openSharedMedia, openTemplates } from '@/lib/panel-events'
import { runShortcut } from '@/lib/shortcut-handlers'
import { useChatActions } from '@/mutations/run-chat-action'

/** What the commands act on. `chats`: in the order of the list. */
export interface PanelCommandsProps {
  readonly chats: readonly Chat[]
  readonly chat: Chat | null
  readonly me: UserId
  readonly open: (chatId: ChatId) => void
  readonly toggleDetails: () => void
}

interface PaletteProps {
  readonly chat: Chat
  readonly me: UserId
  readonly more: readonly Command[]
  readonly onClose: () => void
}

/** The palette with the actions of the open chat first. */
const ChatPalette = ({ chat, me, more, onClose }: PaletteProps) => {
  const t = useT()
  const { available } = useChatActions(chat, me)
  const own = chatCommandsOf(chat, available, t).map((command): Command => ({ ...command, keys: null }))
  return <CommandPalette commands={[...own, ...more]} onClose={onClose} />
}

/** The command palette with the commands of the panel itself, and the dialogs that it opens. */
export const PanelCommands = ({ chats, chat, me, open, toggleDetails }: PanelCommandsProps) => {
  const t = useT()
  const portal = usePortal()
  const sendKey = useSetting('sendKey')
  const [help, setHelp] = useState(false)
  const here = chats.findIndex(({ id }) => id === chat?.id)
  const next = chats[here + 1]
  const previous = chats[here - 1]
  const more: readonly Command[] = [
    ...(next ? [{ id: 'next', label: t('chatActions.nextChat'), keys: 'Alt+↓', run: () => open(next.id) }] : []),
    ...(previous
      ? [{ id: 'previous', label: t('chatActions.previousChat'), keys: 'Alt+↑', run: () => open(previous.id) }]
      : []),
    { id: 'search', label: t('chatActions.searchChats'), keys: keysOf('search'), run: () => requestFocus('search') },
    { id: 'filter', label: t('filters.title'), keys: null, run: openFilters },
    ...(chat
      ? [
          { id: 'details', label: t('chatActions.toggleDetails'), keys: null, run: toggleDetails },
          { id: 'find', label: t('messageSearch.title'), keys: keysOf('find'), run: openMessageSearch },
          {
            id: 'attach',
            label: t('attachments.button'),
            keys: keysOf('attach'),
            run: () => void runShortcut('attach'),
          },
          { id: 'gallery', label: t('sharedMedia.title'), keys: null, run: openSharedMedia },
          { id: 'export', label: t('export.command'), keys: null, run: openExport },
          { id: 'messenger', label: t('chatActions.messenger'), keys: null, run: () => portal.openMessenger(chat.id) },
        ]
      : []),
    { id: 'templates', label: t('templates.manage'), keys: null, run: () => openTemplates() },
    { id: 'new-template', label: t('templates.new'), keys: null, run: () => openTemplates('') },
    {
      id: 'send-key',
      label: t(sendKey === 'enter' ? 'composer.sendsEnter' : 'composer.sendsCtrlEnter'),
      keys: null,
      run: () => setSetting('sendKey', sendKey === 'enter' ? 'ctrl' : 'enter'),
    },
    {
      id: 'theme',
      label: t('chatActions.toggleTheme'),
      keys: null,
      run: () => changeSetting('theme', (theme) => (theme === 'dark' ? 'light' : 'dark')),
    },
    { id: 'keys', label: t('keys.title'), keys: keysOf('help'), run: () => setHelp(true) },
  ]
  return (
    <>
      <FocusTooltip />
      <CommandPaletteOpener>
        {(close) =>
          chat ? (
            <ChatPalette chat={chat} me={me} more={more} onClose={close} />
          ) : (
            <CommandPalette commands={more} onClose={close} />
          )
        }
      </CommandPaletteOpener>
      <RowMenu chats={chats} opened={chat?.id ?? null} me={me} open={open} />
      <ShortcutHelpOpener open={help} onOpen={setHelp} />
      {chat && <SharedMediaOpener key={chat.id} chat={chat} />}
      <ExportController chat={chat} me={me} />
      <TemplateDialogOpener chat={chat} uses={templateUsage(portal.id, me).count} />
    </>
  )
}
