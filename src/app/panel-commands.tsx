import { useState, type RefObject } from 'react'
import type { Chat } from '@/domain/chat'
import type { ChatId, UserId } from '@/domain/ids'
import { CommandPaletteOpener } from '@/features/command-palette/command-palette-opener'
import { RowMenu } from '@/features/chat-actions/row-menu'
import { openFilters } from '@/lib/panel-events'
import { openMessageSearch } from '@/lib/panel-events'
import { openSharedMedia } from '@/lib/panel-events'
import { SharedMediaOpener } from '@/features/conversation/shared-media/shared-media-opener'
import { openExport } from '@/lib/panel-events'
import { ExportController } from '@/features/export/export-controller'
import { openTemplates } from '@/lib/panel-events'
import { TemplateDialogOpener } from '@/features/templates/template-dialog-opener'
import { useT } from '@/i18n/i18n'
import { switchSendKey, useSendKey } from '@/settings/send-key'
import { usePortal } from '@/queries/card-context'
import { templateUsage } from '@/settings/template-usage'
import { ShortcutHelpOpener } from '@/features/shortcuts/shortcut-help-opener'
import { switchTheme } from '@/settings/local-settings'

/** What the command menu acts on. `chats`: in the order of the list. */
export interface PanelCommandsProps {
  readonly panel: RefObject<HTMLElement | null>
  readonly chats: readonly Chat[]
  readonly chat: Chat | null
  readonly me: UserId
  readonly open: (chatId: ChatId) => void
  readonly toggleDetails: () => void
}

/** The command menu with what the panel itself can do, and the templates that it opens. */
export const PanelCommands = ({ panel, chats, chat, me, open, toggleDetails }: PanelCommandsProps) => {
  const t = useT()
  const portal = usePortal()
  const sendKey = useSendKey()
  const [help, setHelp] = useState(false)
  const here = chats.findIndex(({ id }) => id === chat?.id)
  const next = chats[here + 1]
  const previous = chats[here - 1]
  const search = () => panel.current?.querySelector<HTMLInputElement>('input[type=search]')?.focus()
  // It stands beside the field, for a client or for the team, whichever is open.
  const attach = () => panel.current?.querySelector<HTMLInputElement>('input[type=file]')?.click()
  const more = [
    ...(next ? [{ id: 'next', words: t('chatActions.nextChat'), keys: 'Alt+↓', run: () => open(next.id) }] : []),
    ...(previous
      ? [{ id: 'previous', words: t('chatActions.previousChat'), keys: 'Alt+↑', run: () => open(previous.id) }]
      : []),
    { id: 'search', words: t('chatActions.searchChats'), keys: '/', run: search },
    { id: 'filter', words: t('filters.title'), keys: null, run: openFilters },
    ...(chat
      ? [
          { id: 'details', words: t('chatActions.toggleDetails'), keys: null, run: toggleDetails },
          { id: 'find', words: t('messageSearch.title'), keys: 'Ctrl+F', run: openMessageSearch },
          { id: 'attach', words: t('attachments.button'), keys: 'Alt+A', run: attach },
          { id: 'gallery', words: t('sharedMedia.title'), keys: null, run: openSharedMedia },
          { id: 'export', words: t('export.command'), keys: null, run: openExport },
          { id: 'messenger', words: t('chatActions.messenger'), keys: null, run: () => portal.openMessenger(chat.id) },
        ]
      : []),
    { id: 'templates', words: t('templates.manage'), keys: null, run: () => openTemplates() },
    { id: 'new-template', words: t('templates.new'), keys: null, run: () => openTemplates('') },
    {
      id: 'send-key',
      words: t(sendKey === 'enter' ? 'composer.sendsEnter' : 'composer.sendsCtrlEnter'),
      keys: null,
      run: switchSendKey,
    },
    { id: 'theme', words: t('chatActions.toggleTheme'), keys: null, run: () => void switchTheme() },
    { id: 'keys', words: t('keys.title'), keys: '?', run: () => setHelp(true) },
  ]
  return (
    <>
      <CommandPaletteOpener chat={chat} me={me} more={more} />
      <RowMenu chats={chats} opened={chat?.id ?? null} me={me} open={open} />
      <ShortcutHelpOpener open={help} onOpen={setHelp} />
      {chat && <SharedMediaOpener key={chat.id} chat={chat} />}
      <ExportController chat={chat} me={me} />
      <TemplateDialogOpener chat={chat} uses={templateUsage(portal.id, me).count} />
    </>
  )
}
