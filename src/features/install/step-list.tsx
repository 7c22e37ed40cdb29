import { Check, CircleAlert, Clock } from 'lucide-react'
import { useT, type PhraseKey } from '@/i18n/i18n'
import { Spinner } from '@/ui/spinner'
import { setupSteps, type Setup, type SetupStep } from './use-setup'

type StepState = 'done' | 'now' | 'next' | 'stopped'

const words: Readonly<Record<SetupStep, PhraseKey>> = {
  look: 'install.stepLook',
  tabs: 'install.stepTabs',
  finish: 'install.stepFinish',
}

const looks = {
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

/** The steps of a setup, each with its state as an icon and as a word. */
export const StepList = ({ setup }: { setup: Setup | null }) => {
  const t = useT()
  return (
    <ol className="grid gap-2 text-start text-sm text-fg-2">
      {setupSteps.map((step) => {
        const state = stateOf(step, setup)
        const look = looks[state]
        return (
          <li key={step} className="flex items-start gap-2">
            <span
              aria-hidden="true"
              className={`grid size-4.5 flex-none place-items-center [&>svg]:size-4.5 ${look.color}`}
            >
              {look.icon}
            </span>
            <span className="min-w-0 wrap-anywhere">
              {t(words[step])} <span className="sr-only">{t(`install.${state}`)}</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
