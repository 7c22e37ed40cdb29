import type { AppManifest, Installation } from '@/domain/installation'
import { useT } from '@/i18n/i18n'
import { Button } from '@/ui/button'
import CircleCheck from 'lucide-react/icons/circle-check'
import Hourglass from 'lucide-react/icons/hourglass'
import { useCallback, useEffect, useState } from 'react'
import { SetupPage } from './setup-page'

type Answer = 'asking' | 'not-asked' | 'no' | 'yes'

/** The installer for users without administrator rights: they can only check whether it is done. */
export const WaitingPage = ({ installation, manifest }: { installation: Installation; manifest: AppManifest }) => {
  const t = useT()
  const [answer, setAnswer] = useState<Answer>('not-asked')

  const ask = useCallback(async () => {
    const { installed } = await installation.check(manifest)
    return installed === true
  }, [installation, manifest])

  // The parent page may be older than the end of the setup and would open the installer again, so the portal is asked.
  useEffect(() => {
    void ask().then((installed) => installed && setAnswer('yes'))
  }, [ask])

  const finished = answer === 'yes'
  const askAgain = () => {
    setAnswer('asking')
    void ask().then((installed) => setAnswer(installed ? 'yes' : 'no'))
  }
  return (
    <div className="grid justify-items-center gap-1.5 text-center">
      <span
        aria-hidden="true"
        className={`mb-1.5 grid size-14 place-items-center rounded-2xl [&>svg]:size-7 ${finished ? 'bg-success-bg text-success-fg' : 'bg-warning-bg text-warning-fg'}`}
      >
        {finished ? <CircleCheck /> : <Hourglass />}
      </span>
      <h1 className="text-lg font-semibold text-balance">
        {t(finished ? 'installation.waitDoneTitle' : 'installation.waitTitle')}
      </h1>
      <p className="max-w-[34ch] text-sm text-balance text-fg-2">
        {t(finished ? 'installation.waitDoneText' : 'installation.waitText')}
      </p>
      {!finished && (
        <Button variant="primary" className="mt-2.5" busy={answer === 'asking'} onClick={askAgain}>
          {t('installation.checkAgain')}
        </Button>
      )}
      <p role="status" className="mt-2 min-h-4.5 text-sm text-fg-2">
        {answer === 'asking' && t('installation.checking')}
        {answer === 'no' && t('installation.waitNotFinished')}
      </p>
    </div>
  )
}

/** Props of the app's own pages: the user's role, the portal's side of the setup, and the manifest. */
export interface AppPageProps {
  readonly isAdmin: boolean
  readonly installation: Installation
  readonly manifest: AppManifest
}

/** The page the portal opens while the app isn't fully installed. */
export const InstallPage = ({ isAdmin, installation, manifest }: AppPageProps) => {
  const Page = isAdmin ? SetupPage : WaitingPage
  return (
    <main className="@container/panel grid min-h-dvh place-content-center justify-items-center bg-surface px-7 py-5 text-fg">
      <Page installation={installation} manifest={manifest} />
    </main>
  )
}
