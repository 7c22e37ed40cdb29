import Hourglass from 'lucide-react/icons/hourglass'
import LogOut from 'lucide-react/icons/log-out'
import WifiOff from 'lucide-react/icons/wifi-off'
import { useEffect, useState, type ReactNode } from 'react'
import { accessProblemOf } from '@/domain/access-problem'
import { useT, type PhraseKey } from '@/i18n/i18n'
import type { PortalError } from '@/queries/card-context'
import { Button } from '@/ui/button'

const useOnline = (): boolean => {
  const [online, setOnline] = useState(() => navigator.onLine)
  useEffect(() => {
    const update = () => setOnline(navigator.onLine)
    window.addEventListener('online', update)
    window.addEventListener('offline', update)
    return () => {
      window.removeEventListener('online', update)
      window.removeEventListener('offline', update)
    }
  }, [])
  return online
}

const phrases: Readonly<Partial<Record<PortalError['kind'], PhraseKey>>> = {
  network: 'shell.noAnswer',
  unavailable: 'shell.noAnswer',
  malformed: 'shell.noAnswer',
  refused: 'shell.noAnswer',
  limit: 'shell.limit',
  'sign-in': 'shell.signedOut',
}

const icons: Partial<Record<PortalError['kind'], ReactNode>> = {
  limit: <Hourglass />,
  'sign-in': <LogOut />,
}

/** Shows at the top of the panel that the data may be outdated, and why. Null error and online: nothing. */
export const ConnectionBanner = ({ error, onRetry }: { error: PortalError | null; onRetry: () => void }) => {
  const t = useT()
  const online = useOnline()
  if (online && !error) return null
  const kind = error?.kind ?? 'network'
  const problem = error && accessProblemOf(error)
  const phrase = problem ? (`access.${problem}Banner` as const) : (phrases[kind] ?? 'shell.noAnswer')
  return (
    <div role="alert" className="flex flex-none items-center gap-2.5 bg-warning-bg px-4 py-1.5 text-sm text-warning-fg">
      <span className="flex-none [&>svg]:size-4.5">{(online && icons[kind]) || <WifiOff />}</span>
      <span className="min-w-0 flex-1 wrap-anywhere">
        {online ? t(phrase, { code: error?.code ?? '' }) : t('shell.offline')}
      </span>
      {online && kind === 'sign-in' && (
        <Button size="sm" onClick={() => window.location.reload()}>
          {t('shell.reload')}
        </Button>
      )}
      {online && kind !== 'sign-in' && kind !== 'limit' && (
        <Button size="sm" onClick={onRetry}>
          {t('common.tryAgain')}
        </Button>
      )}
    </div>
  )
}
