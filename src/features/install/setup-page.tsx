import { MessagesSquare, RefreshCw } from 'lucide-react'
import { useCallback, useEffect } from 'react'
import type { AppManifest, Installation } from '@/domain/installation'
import { useT } from '@/i18n/i18n'
import { Button } from '@/ui/button'
import { ObstacleList } from './obstacle-list'
import { StepList } from './step-list'
import { useSetup } from './use-setup'

/** The installer as an administrator sees it: the steps run by themselves; only when all came through is the installation finished. */
export const SetupPage = ({ installation, manifest }: { installation: Installation; manifest: AppManifest }) => {
  const t = useT()
  const finishIfComplete = useCallback((complete: boolean) => complete && installation.finish(), [installation])
  const [setup, start] = useSetup(installation, manifest, finishIfComplete)
  useEffect(start, [start])

  const stopped = setup !== null && setup.obstacles.length > 0
  const finished = setup?.step === 'finish'
  const progress = () => {
    if (stopped || !setup) return ''
    if (finished) return t('install.finishNow')
    if (setup.step === 'look') return t('install.lookNow')
    return t('install.tabsNow', { done: setup.tabsDone, all: manifest.tab.placements.length })
  }

  return (
    <div className="grid w-full max-w-105 justify-items-center gap-1.5">
      <span
        aria-hidden="true"
        className={`mb-1.5 grid size-14 place-items-center rounded-2xl [&>svg]:size-7 ${stopped ? 'bg-alert-bg text-alert-fg' : 'bg-info-bg text-info-fg'}`}
      >
        <MessagesSquare />
      </span>
      <h1 className="mb-2 text-center text-lg font-semibold text-balance">
        {t(stopped ? 'install.titleStopped' : finished ? 'install.titleDone' : 'install.title')}
      </h1>
      <StepList setup={setup} />
      <p role="status" className={`mt-2 text-center text-sm text-balance text-fg-2 ${stopped ? '' : 'min-h-4.5'}`}>
        {progress()}
      </p>
      {stopped && (
        <>
          <ObstacleList obstacles={setup.obstacles} />
          <Button variant="primary" className="mt-2.5" onClick={start}>
            <RefreshCw aria-hidden="true" />
            {t('common.tryAgain')}
          </Button>
        </>
      )}
    </div>
  )
}
