import Check from 'lucide-react/icons/check'
import CircleAlert from 'lucide-react/icons/circle-exclamation-point'
import Clock from 'lucide-react/icons/clock'
import MessagesSquare from 'lucide-react/icons/messages-square'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import { useCallback, useEffect } from 'react'
import type { AppManifest, Installation } from '@/domain/installation'
import { type PhraseKey, useT } from '@/i18n/i18n'
import { Button, Spinner } from '@/ui/button'
import { ObstacleList } from './obstacle-list'
import { type Setup, type SetupStep, setupSteps, useSetup } from './use-setup'

type StepState = 'done' | 'now' | 'next' | 'stopped'

const stepTexts: Readonly<Record<SetupStep, PhraseKey>> = {
  check: 'installation.stepCheck',
  tabs: 'installation.stepTabs',
  finish: 'installation.stepFinish',
}

const stepStyles = {
  done: { icon: <Check />, color: 'text-success-fill' },
  now: { icon: <Spinner className="size-4.5" />, color: 'text-link' },
  next: { icon: <Clock />, color: 'text-icon' },
  stopped: { icon: <CircleAlert />, color: 'text-alert-fg' },
} as const

const stateOf = (step: SetupStep, setup: Setup | null): StepState => {
  if (!setup) return 'next'
  const distance = setupSteps.indexOf(step) - setupSteps.indexOf(setup.step)
  if (distance < 0) return 'done'
  if (distance > 0) return 'next'
  return setup.obstacles.length > 0 ? 'stopped' : 'now'
}

/** The steps of a setup, each with its state as an icon and as text. */
const StepList = ({ setup }: { setup: Setup | null }) => {
  const t = useT()
  return (
    <ol className="grid gap-2 text-start text-sm text-fg-2">
      {setupSteps.map((step) => {
        const state = stateOf(step, setup)
        const style = stepStyles[state]
        return (
          <li key={step} className="flex items-start gap-2">
            <span
              aria-hidden="true"
              className={`grid size-4.5 flex-none place-items-center [&>svg]:size-4.5 ${style.color}`}
            >
              {style.icon}
            </span>
            <span className="min-w-0 wrap-anywhere">
              {t(stepTexts[step])} <span className="sr-only">{t(`installation.${state}`)}</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}

/** The installer for administrators: the steps run automatically; the installation is finished only when all have succeeded. */
export const SetupPage = ({ installation, manifest }: { installation: Installation; manifest: AppManifest }) => {
  const t = useT()
  const finishIfComplete = useCallback((complete: boolean) => complete && installation.finish(), [installation])
  const [setup, start] = useSetup(installation, manifest, finishIfComplete)
  useEffect(start, [start])

  const stopped = setup !== null && setup.obstacles.length > 0
  const finished = setup?.step === 'finish'
  const progress = () => {
    if (stopped || !setup) return ''
    if (finished) return t('installation.finishNow')
    if (setup.step === 'check') return t('installation.checkNow')
    return t('installation.tabsNow', { done: setup.tabsDone, all: manifest.tab.placements.length })
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
        {t(stopped ? 'installation.titleStopped' : finished ? 'installation.titleDone' : 'installation.title')}
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
