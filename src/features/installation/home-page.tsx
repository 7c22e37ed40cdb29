import MessagesSquare from 'lucide-react/icons/messages-square'
import { useCallback, useEffect, useState } from 'react'
import type { PortalHealth } from '@/domain/installation'
import { type PhraseKey, useI18n } from '@/i18n/i18n'
import type { CardsSwitch } from '@/settings/cards-switch'
import { Button } from '@/ui/button'
import { CardsSection } from './cards-section'
import { HomeLine, HomeSection } from './home-section'
import type { AppPageProps } from './install-page'
import { ObstacleList, scopeText } from './obstacle-list'
import { TabsSection } from './tabs-section'

const verdict = ({ installed, obstacles, tabs }: PortalHealth): { readonly key: PhraseKey; readonly fine: boolean } => {
  if (installed === null) return { key: 'installation.unknown', fine: false }
  if (!installed) return { key: 'installation.notInstalled', fine: false }
  const whole = obstacles.length === 0 && (tabs?.every(({ state }) => state === 'bound') ?? true)
  return whole ? { key: 'installation.installed', fine: true } : { key: 'installation.attention', fine: false }
}

/** The page of the app's menu item: what the app is, where its tab is, and whether everything it needs is available. */
export const HomePage = ({
  isAdmin,
  installation,
  manifest,
  cards,
}: AppPageProps & { readonly cards: CardsSwitch }) => {
  const { t, locale } = useI18n()
  const [round, setRound] = useState(0)
  const [found, setFound] = useState<{ readonly round: number; readonly health: PortalHealth } | null>(null)
  const again = useCallback(() => setRound((last) => last + 1), [])

  useEffect(() => {
    let outdated = false
    const check = async () => {
      const health = await installation.check(manifest)
      if (!outdated) setFound({ round, health })
    }
    void check()
    return () => {
      outdated = true
    }
  }, [installation, manifest, round])

  const health = found?.health ?? null
  const busy = found?.round !== round
  const tab = manifest.tab.title[locale] ?? manifest.tab.title['en'] ?? manifest.name
  const state = health && verdict(health)
  const lacking = health?.methods.filter(({ provided }) => !provided).length ?? 0
  return (
    <main className="@container/panel min-h-dvh bg-canvas text-fg">
      <div className="mx-auto grid max-w-180 gap-3 px-4 py-6">
        <header className="flex flex-wrap items-center gap-x-3.5 gap-y-2">
          <span
            aria-hidden="true"
            className="grid size-14 flex-none place-items-center rounded-2xl bg-info-bg text-info-fg [&>svg]:size-7"
          >
            <MessagesSquare />
          </span>
          <div className="min-w-55 flex-1">
            <h1 className="text-xl font-semibold wrap-anywhere">{manifest.name}</h1>
            <p className="text-sm text-fg-2">{t('installation.homeText')}</p>
          </div>
          <span
            role="status"
            className={`rounded-full px-2.5 py-1 text-sm font-medium ${!state ? 'bg-neutral-bg text-neutral-fg' : state.fine ? 'bg-success-bg text-success-fg' : 'bg-warning-bg text-warning-fg'}`}
          >
            {t(busy || !state ? 'installation.checking' : state.key)}
          </span>
        </header>

        {health && health.obstacles.length > 0 && <ObstacleList obstacles={health.obstacles} />}

        <HomeSection title={t('installation.howTitle')}>
          <ol className="grid list-decimal gap-1.5 ps-5 text-sm marker:text-fg-3">
            <li>{t('installation.how1')}</li>
            <li>{t('installation.how2', { tab })}</li>
            <li>{t('installation.how3')}</li>
          </ol>
        </HomeSection>

        {health && isAdmin && (
          <TabsSection tabs={health.tabs} installation={installation} manifest={manifest} onSetUp={again} />
        )}
        {health && !isAdmin && (
          <HomeSection title={t('installation.tabsTitle')}>
            <p className="text-sm text-fg-2">{t('installation.tabsAdmin')}</p>
          </HomeSection>
        )}

        {isAdmin && <CardsSection cards={cards} />}

        {health && (
          <HomeSection title={t('installation.accessTitle')}>
            {health.scopes.length === 0 && <p className="text-sm text-fg-2">{t('installation.unknown')}</p>}
            <ul>
              {health.scopes.map(({ name, provided }) => (
                <HomeLine
                  key={name}
                  title={scopeText(name, t)}
                  hint={name}
                  state={t(
                    provided
                      ? 'installation.granted'
                      : manifest.optionalScopes.includes(name)
                        ? 'installation.optional'
                        : 'installation.refused',
                  )}
                  fine={provided || manifest.optionalScopes.includes(name)}
                />
              ))}
            </ul>
          </HomeSection>
        )}
        {health && (
          <HomeSection title={t('installation.methodsTitle')}>
            {health.methods.length === 0 && <p className="text-sm text-fg-2">{t('installation.unknown')}</p>}
            {health.methods.length > 0 && lacking === 0 && (
              <p className="text-sm text-fg-2">{t('installation.methodsComplete')}</p>
            )}
            {lacking > 0 && (
              <>
                <p className="mb-2 text-sm text-fg-2">{t('installation.methodsMissing', { count: lacking })}</p>
                <ul>
                  {health.methods
                    .filter(({ provided }) => !provided)
                    .map(({ name }) => (
                      <HomeLine key={name} title={name} state={t('installation.refused')} fine={false} />
                    ))}
                </ul>
              </>
            )}
          </HomeSection>
        )}

        <footer className="flex flex-wrap items-center justify-between gap-3 px-1 text-sm text-fg-3">
          <span>{t('installation.version', { version: manifest.version })}</span>
          <Button variant="ghost" busy={busy} onClick={again}>
            {t('installation.checkAgain')}
          </Button>
        </footer>
      </div>
    </main>
  )
}
