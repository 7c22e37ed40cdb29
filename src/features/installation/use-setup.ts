import { useCallback, useRef, useState } from 'react'
import type { AppManifest, Installation, Obstacle } from '@/domain/installation'

/** The steps of a setup in their order. */
export const setupSteps = ['check', 'tabs', 'finish'] as const
/** One step of a setup. */
export type SetupStep = (typeof setupSteps)[number]

/** Progress of a setup. `finish` means that everything before it has completed. */
export interface Setup {
  readonly step: SetupStep
  /** Tabs that the portal has accepted so far. */
  readonly tabsDone: number
  /** Obstacles at `step`; empty while it runs. */
  readonly obstacles: readonly Obstacle[]
}

/**
 * Checks what the portal provides and binds the tabs, in this order, stopping at the first obstacle. `start` restarts unless a setup is
 * running; every step may be repeated safely. `onEnd` is called once per setup with its success.
 */
export const useSetup = (
  installation: Installation,
  manifest: AppManifest,
  onEnd: (complete: boolean) => unknown,
): readonly [setup: Setup | null, start: () => void] => {
  const [setup, setSetup] = useState<Setup | null>(null)
  const running = useRef(false)

  const start = useCallback(() => {
    if (running.current) return
    running.current = true
    const run = async () => {
      setSetup({ step: 'check', tabsDone: 0, obstacles: [] })
      const { obstacles } = await installation.check(manifest)
      if (obstacles.length > 0) {
        setSetup({ step: 'check', tabsDone: 0, obstacles })
        return false
      }

      let tabsDone = 0
      setSetup({ step: 'tabs', tabsDone, obstacles: [] })
      const refused = await installation.bindTabs(manifest, () => {
        tabsDone += 1
        setSetup({ step: 'tabs', tabsDone, obstacles: [] })
      })
      const complete = refused.length === 0
      setSetup({ step: complete ? 'finish' : 'tabs', tabsDone, obstacles: refused })
      return complete
    }
    const settle = async () => {
      const complete = await run()
      running.current = false
      onEnd(complete)
    }
    void settle()
  }, [installation, manifest, onEnd])

  return [setup, start]
}
