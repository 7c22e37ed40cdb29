import X from 'lucide-react/icons/x'
import { useId } from 'react'
import { keyedMessageActions, messageActions } from '@/domain/message-actions'
import { type Shortcut, shortcutAreas, shortcuts } from '@/domain/shortcuts'
import { useI18n, useT } from '@/i18n/i18n'
import { setSetting } from '@/settings/setting-store'
import { useSetting } from '@/settings/use-setting'
import { IconButton } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { keyNames } from '@/ui/key-names'

const messageKeys = keyedMessageActions.map((name) => ({
  area: 'log' as const,
  keys: [messageActions[name].key],
  label: `keys.${name}` as const,
  letter: true as const,
}))

/** What the help lists: the shortcuts, and the keys of actions on a message before the key of their menu. */
export const helpRows = shortcuts.flatMap((row) => (row.label === 'keys.messageMenu' ? [...messageKeys, row] : [row]))

const Keys = ({ keys }: { keys: Shortcut['keys'] }) => {
  const { locale } = useI18n()
  return (
    <span className="flex flex-wrap gap-x-2 gap-y-1">
      {keys.map((one) => (
        <kbd key={one} className="inline-flex gap-0.5 font-sans text-xs whitespace-nowrap text-fg-2">
          {keyNames(one, locale).map((key) => (
            <span key={key} className="min-w-6 rounded-xs border border-line-2 bg-surface-2 px-1.5 py-0.5 text-center">
              {key}
            </span>
          ))}
        </kbd>
      ))}
    </span>
  )
}

/** Every key of the panel by where it works, and the switch for keys of one character. */
export const ShortcutHelp = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT()
  const id = useId()
  const letters = useSetting('letterKeys') === 'on'
  return (
    <Dialog
      name={{ labelledBy: id }}
      className="m-auto max-h-[calc(100dvh-1.5rem)] max-w-[min(36rem,calc(100vw-1.5rem))] overflow-y-auto text-md"
      onClose={onClose}
    >
      <div className="grid gap-4 p-5">
        <div className="flex items-center gap-2">
          <h2 id={id} className="flex-1 text-lg font-semibold">
            {t('keys.title')}
          </h2>
          <IconButton label={t('common.close')} onClick={onClose}>
            <X />
          </IconButton>
        </div>
        {shortcutAreas.map((place) => (
          <section key={place} aria-labelledby={`${id}-${place}`}>
            <h3 id={`${id}-${place}`} className="mb-1 text-sm font-medium text-fg-2">
              {t(`keys.${place}`)}
            </h3>
            <dl className="grid grid-cols-[minmax(7rem,2fr)_3fr] items-baseline gap-x-4 border-t border-line">
              {helpRows
                .filter(({ area }) => area === place)
                .map(({ keys, label, letter }) => (
                  <div
                    key={label}
                    className={`col-span-2 grid grid-cols-subgrid items-baseline border-b border-line py-1.5 ${letter && !letters ? 'text-fg-3 line-through' : ''}`}
                  >
                    <dt>
                      <Keys keys={keys} />
                    </dt>
                    <dd className="wrap-anywhere">{t(label)}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <label className="flex min-h-8 items-start gap-2.5">
          <input
            type="checkbox"
            checked={letters}
            onChange={({ target }) => setSetting('letterKeys', target.checked ? 'on' : 'off')}
            className="mt-0.75 size-4 flex-none accent-primary"
          />
          <span>
            {t('keys.letters')}
            <span className="block text-sm text-fg-2">{t('keys.lettersText')}</span>
          </span>
        </label>
      </div>
    </Dialog>
  )
}
