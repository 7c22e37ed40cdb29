import type { AppManifest, Installation } from '@/domain/installation'
import { SetupPage } from './setup-page'
import { WaitingPage } from './waiting-page'

/** What the app's own pages need: who looks at them, the portal's side of the setup, and what the app is. */
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
