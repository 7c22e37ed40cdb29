import AppWindow from 'lucide-react/icons/app-window'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import Unplug from 'lucide-react/icons/unplug'
import { useQuery } from '@tanstack/react-query'
import { accessProblemOf, scopeOf, type AccessProblem } from '@/domain/access-problem'
import { useT, type PhraseKey, type Translate } from '@/i18n/i18n'
import { useDeferredPhrases } from '@/i18n/use-deferred-phrases'
import { queryKeys } from '@/queries/query-keys'
import { usePortal, type PortalError } from '@/queries/card-context'
import { Button } from '@/ui/button'
import { EmptyState } from '@/ui/empty-state'

// Icons of problems that are not refusals.
const icons: Partial<Record<AccessProblem, typeof Unplug>> = {
  ungranted: AppWindow,
  plan: Unplug,
  channels: Unplug,
  deleted: Unplug,
  blocked: Unplug,
}

const known: readonly string[] = ['imopenlines', 'im', 'crm', 'placement', 'pull']

const textOf = (problem: AccessProblem, method: string, lost: boolean, t: Translate): string => {
  if (problem === 'record' && lost) return t('access.lostText')
  const scope = problem === 'scope' ? scopeOf(method) : null
  if (problem !== 'scope') return t(`access.${problem}Text`)
  if (scope === null) return t('access.scopeTextPlain')
  const word = known.includes(scope) ? `${t(`installation.scope_${scope}` as PhraseKey)} (${scope})` : scope
  return t('access.scopeText', { method, scope: word })
}

/**
 * Shown instead of the panel: why the user has no access, who can help, and a retry. `lost`: they had access before. Needs a CardProvider.
 */
export const AccessProblemPage = ({
  error,
  lost,
  onRetry,
}: {
  readonly error: PortalError
  readonly lost: boolean
  readonly onRetry: () => void
}) => {
  useDeferredPhrases()
  const t = useT()
  const portal = usePortal()
  const refused = accessProblemOf(error) ?? 'app'
  // Bitrix24 tells an extranet user only that they have no right on the record; that they are one has to be requested.
  const extranet = useQuery({
    queryKey: queryKeys.extranet,
    queryFn: () => portal.isExtranetUser(),
    enabled: refused === 'record',
  })
  if (extranet.isLoading) return null
  const problem = extranet.data === true ? 'outsider' : refused
  const Icon = icons[problem]
  return (
    <main className="min-h-0 flex-1 overflow-y-auto">
      <h1 className="sr-only">{t('chatList.title')}</h1>
      <EmptyState
        kind="forbidden"
        icon={Icon && <Icon />}
        title={t(problem === 'record' && lost ? 'access.lostTitle' : `access.${problem}Title`)}
        text={textOf(problem, error.method, lost, t)}
        code={error.code}
        actions={
          <Button variant="primary" onClick={onRetry}>
            <RefreshCw aria-hidden="true" />
            {t('common.tryAgain')}
          </Button>
        }
      />
    </main>
  )
}
