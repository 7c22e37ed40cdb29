import type { AppManifest, Installation, PortalHealth } from '@/domain/installation'
import { useT } from '@/i18n/i18n'
import { Button } from '@/ui/button'
import { HomeLine, HomeSection } from './home-section'
import { ObstacleList, placementText } from './obstacle-list'
import { useSetup } from './use-setup'

/** `onSetUp` is called after an attempt to bind the tabs again, failed or not; the same function in every render. */
export interface TabsSectionProps {
  readonly tabs: PortalHealth['tabs']
  readonly installation: Installation
  readonly manifest: AppManifest
  readonly onSetUp: () => void
}

/** For administrators: the state of the four tabs, and a button that binds them again. */
export const TabsSection = ({ tabs, installation, manifest, onSetUp }: TabsSectionProps) => {
  const t = useT()
  const [setup, start] = useSetup(installation, manifest, onSetUp)
  const stopped = setup !== null && setup.obstacles.length > 0
  const running = setup !== null && !stopped && setup.step !== 'finish'
  const allBound = tabs?.every(({ state }) => state === 'bound') ?? false
  const progress = () => {
    if (!setup || stopped) return ''
    if (setup.step === 'check') return t('installation.checkNow')
    if (setup.step === 'finish') return t('installation.tabsDone')
    return t('installation.tabsNow', { done: setup.tabsDone, all: manifest.tab.placements.length })
  }
  return (
    <HomeSection title={t('installation.tabsTitle')}>
      {tabs ? (
        <ul>
          {tabs.map(({ placement, state }) => (
            <HomeLine
              key={placement}
              title={placementText(placement, t)}
              state={t(`installation.tab_${state}`)}
              fine={state === 'bound'}
            />
          ))}
        </ul>
      ) : (
        <p className="text-sm text-fg-2">{t('installation.unknown')}</p>
      )}
      {stopped && (
        <div className="mt-3">
          <ObstacleList obstacles={setup.obstacles} />
        </div>
      )}
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button variant={allBound ? 'outline' : 'primary'} busy={running} onClick={start}>
          {t('installation.setUpAgain')}
        </Button>
        <p role="status" className="min-w-0 flex-1 text-sm text-fg-2">
          {progress()}
        </p>
      </div>
    </HomeSection>
  )
}
