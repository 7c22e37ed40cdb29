import { useEffect, useState } from 'react'
import { useT } from '@/i18n/i18n'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import type { CardsSwitch } from '@/settings/cards-switch'
import { HomeSection } from './home-section'

/** For administrators: whether a card is kept in the browser as it was last seen. `cards` is the same object in every render. */
export const CardsSection = ({ cards }: { readonly cards: CardsSwitch }) => {
  const t = useT()
  /** null = not known yet. */
  const [on, setOn] = useState<boolean | null>(null)
  const [state, setState] = useState<'idle' | 'saving' | 'saved' | PortalError>('idle')

  useEffect(() => {
    let outdated = false
    cards.read().then(
      (stored) => !outdated && setOn(stored),
      (thrown: unknown) => !outdated && setState(asPortalError(thrown)),
    )
    return () => {
      outdated = true
    }
  }, [cards])

  const change = (wanted: boolean) => {
    setOn(wanted)
    setState('saving')
    cards.set(wanted).then(
      () => setState('saved'),
      (thrown: unknown) => {
        setOn(!wanted)
        setState(asPortalError(thrown))
      },
    )
  }
  const error = typeof state === 'object' ? state : null
  return (
    <HomeSection title={t('installation.cardsTitle')}>
      <label className="flex items-start gap-2.5 text-sm">
        <input
          type="checkbox"
          checked={on ?? false}
          disabled={on === null || state === 'saving'}
          onChange={({ target }) => change(target.checked)}
          className="mt-0.5 size-4 flex-none accent-primary"
        />
        <span className="min-w-0 flex-1">
          {t('installation.cardsKept')}
          <span className="block text-fg-2">{t('installation.cardsText')}</span>
        </span>
      </label>
      <p role="status" className={`mt-2 min-h-5 text-sm ${error ? 'text-alert-fg' : 'text-fg-2'}`}>
        {error && t(on === null ? 'installation.unknown' : 'installation.cardsNotSaved', { code: error.code })}
        {state === 'saved' && t('installation.cardsSaved')}
      </p>
    </HomeSection>
  )
}
