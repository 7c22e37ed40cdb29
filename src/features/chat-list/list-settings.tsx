import Moon from 'lucide-react/icons/moon'
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal'
import Sun from 'lucide-react/icons/sun'
import X from 'lucide-react/icons/x'
import { type FormEvent, useId, useState } from 'react'
import { listOrders } from '@/domain/chat-filters'
import { MAX_MINUTES, MIN_MINUTES, validMinutes } from '@/domain/wait-time'
import { useI18n, useT } from '@/i18n/i18n'
import { useSettingsError } from '@/settings/portal-settings'
import { setSetting } from '@/settings/setting-store'
import { useSetting } from '@/settings/use-setting'
import { Button, IconButton } from '@/ui/button'
import { Dialog } from '@/ui/dialog'

const MINUTE_MS = 60_000

const Minutes = ({
  label,
  value,
  invalid,
  describedBy,
  onValue,
}: {
  label: string
  value: string
  invalid: boolean
  describedBy: string
  onValue: (value: string) => void
}) => {
  const { t } = useI18n()
  return (
    <label className="flex items-center gap-2">
      <span className="min-w-0 flex-1">{label}</span>
      <input
        type="number"
        inputMode="numeric"
        required
        min={MIN_MINUTES}
        max={MAX_MINUTES}
        step={1}
        value={value}
        aria-invalid={invalid}
        aria-describedby={invalid ? describedBy : undefined}
        onChange={(event) => onValue(event.target.value)}
        className="w-18 rounded-sm border border-control bg-surface px-2 py-1.5 text-end tabular-nums aria-invalid:border-alert-fg"
      />
      <span className="text-fg-3">{t('waitTimes.minutes')}</span>
    </label>
  )
}

/** The waits at which chats turn amber and red; saved when the form is submitted. */
const Limits = ({ onDone }: { onDone: () => void }) => {
  const { t, format } = useI18n()
  const limits = useSetting('waitLimits')
  const [amber, setAmber] = useState(String(limits.amber / MINUTE_MS))
  const [red, setRed] = useState(String(limits.red / MINUTE_MS))
  const problem = useId()
  const valid = amber !== '' && red !== '' && validMinutes(Number(amber), Number(red))
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!valid) return
    setSetting('waitLimits', { amber: Number(amber) * MINUTE_MS, red: Number(red) * MINUTE_MS })
    onDone()
  }
  return (
    <form noValidate onSubmit={save}>
      <fieldset className="grid gap-2.5">
        <legend className="mb-2 text-sm font-medium text-fg-2">{t('waitTimes.limits')}</legend>
        <Minutes
          label={t('waitTimes.amberAfter')}
          value={amber}
          invalid={!valid}
          describedBy={problem}
          onValue={setAmber}
        />
        <Minutes label={t('waitTimes.redAfter')} value={red} invalid={!valid} describedBy={problem} onValue={setRed} />
        <p id={problem} role="status" className="min-h-5 text-sm text-alert-fg">
          {!valid &&
            t('waitTimes.limitsWrong', { least: format.number(MIN_MINUTES), most: format.number(MAX_MINUTES) })}
        </p>
      </fieldset>
      <div className="mt-2 flex flex-wrap justify-end gap-2">
        <Button onClick={onDone}>{t('common.cancel')}</Button>
        <Button type="submit" variant="primary" disabled={!valid}>
          {t('waitTimes.save')}
        </Button>
      </div>
    </form>
  )
}

const Settings = ({ onDone }: { onDone: () => void }) => {
  const { t } = useI18n()
  const order = useSetting('listOrder')
  const saveError = useSettingsError()
  // Settings of another panel may arrive while the dialog is open.
  const { amber, red } = useSetting('waitLimits')
  return (
    <div className="grid gap-5 p-5">
      <div className="flex items-center gap-2">
        <h2 className="flex-1 text-lg font-semibold">{t('waitTimes.settings')}</h2>
        <IconButton label={t('common.close')} onClick={onDone}>
          <X />
        </IconButton>
      </div>
      {saveError && (
        <p role="status" className="rounded-md bg-warning-bg p-2.5 text-sm text-warning-fg">
          {t('waitTimes.notKept', { code: saveError.code })}
        </p>
      )}
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-sm font-medium text-fg-2">{t('waitTimes.order')}</legend>
        {listOrders.map((name) => (
          <label key={name} className="flex min-h-8 items-center gap-2.5">
            <input
              type="radio"
              name="order"
              checked={order === name}
              onChange={() => setSetting('listOrder', name)}
              className="size-4 accent-primary"
            />
            {t(`waitTimes.${name}`)}
          </label>
        ))}
      </fieldset>
      <Limits key={`${amber} ${red}`} onDone={onDone} />
    </div>
  )
}

/** A button in the list's header and its dialog: the order of the chats, and when a wait turns amber and red. */
export const ListSettings = () => {
  const { t } = useI18n()
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton label={t('waitTimes.settings')} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <SlidersHorizontal strokeWidth={1.5} />
      </IconButton>
      {open && (
        <Dialog
          name={{ label: t('waitTimes.settings') }}
          className="m-auto max-w-[min(24rem,calc(100vw-1.5rem))] text-md"
          onClose={() => setOpen(false)}
        >
          <Settings onDone={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  )
}

/** Switches between light and dark, in the list's header. */
export const ThemeToggle = () => {
  const t = useT()
  const theme = useSetting('theme')
  return (
    <IconButton
      label={t(theme === 'dark' ? 'shell.lightTheme' : 'shell.darkTheme')}
      onClick={() => setSetting('theme', theme === 'dark' ? 'light' : 'dark')}
    >
      {theme === 'dark' ? <Sun strokeWidth={1.5} /> : <Moon strokeWidth={1.5} />}
    </IconButton>
  )
}
