import { type Obstacle, tabOwner } from '@/domain/installation'
import { type I18n, type Translate, useI18n } from '@/i18n/i18n'

/** A placement, by the cards it belongs to: Deals. An unknown one stays a code. */
export const placementText = (placement: string, t: Translate): string => {
  const owner = tabOwner(placement)
  return owner ? t(`installation.tab_${owner}`) : placement
}

/** A scope, by what it is for: Open Channels. An unknown one stays a code. */
export const scopeText = (scope: string, t: Translate): string => {
  switch (scope) {
    case 'placement':
    case 'crm':
    case 'imopenlines':
    case 'im':
    case 'pull':
      return t(`installation.scope_${scope}`)
    default:
      return scope
  }
}

const textFor = ({ kind }: Obstacle, name: string, { t }: I18n): string => {
  if (kind === 'methods') return name
  if (kind === 'module') return scopeText(name, t)
  // An administrator who adds a permission needs its code.
  if (kind === 'scope') return `${scopeText(name, t)} (${name})`
  return placementText(name, t)
}

/** The obstacle in one or two sentences: the problem, and who can solve it. */
const obstacleText = (obstacle: Obstacle, i18n: I18n): string => {
  const names = obstacle.names.map((name) => textFor(obstacle, name, i18n))
  const list = new Intl.ListFormat(i18n.locale).format(names)
  return i18n.t(`installation.stop_${obstacle.kind}`, { names: list || (obstacle.code ?? '') })
}

/** The obstacles as an alert, with codes for support below. */
export const ObstacleList = ({ obstacles }: { obstacles: readonly Obstacle[] }) => {
  const i18n = useI18n()
  const codes = [...new Set(obstacles.flatMap(({ code }) => code ?? []))]
  return (
    <div role="alert" className="grid gap-2 rounded-sm bg-alert-bg px-3.5 py-2.5 text-start text-sm text-alert-fg">
      {obstacles.map((obstacle) => (
        <p key={obstacle.kind} className="wrap-anywhere">
          {obstacleText(obstacle, i18n)}
        </p>
      ))}
      {codes.length > 0 && (
        <p className="text-xs wrap-anywhere select-all">{i18n.t('common.failedCode', { code: codes.join(', ') })}</p>
      )}
    </div>
  )
}
