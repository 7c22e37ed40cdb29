import { type Obstacle, tabOwner } from '@/domain/installation'
import { type Speech, type Translate, useSpeech } from '@/i18n/i18n'

/** A placement, by the cards it belongs to: Deals. An unknown one stays a code. */
export const placementWord = (placement: string, t: Translate): string => {
  const owner = tabOwner(placement)
  return owner ? t(`install.tab_${owner}`) : placement
}

/** A scope, by what it is for: Open Channels. An unknown one stays a code. */
export const scopeWord = (scope: string, t: Translate): string => {
  switch (scope) {
    case 'placement':
    case 'crm':
    case 'imopenlines':
    case 'im':
    case 'pull':
      return t(`install.scope_${scope}`)
    default:
      return scope
  }
}

const wordFor = ({ kind }: Obstacle, name: string, { t }: Speech): string => {
  if (kind === 'methods') return name
  if (kind === 'module') return scopeWord(name, t)
  // Whoever adds a permission looks for its code.
  if (kind === 'scope') return `${scopeWord(name, t)} (${name})`
  return placementWord(name, t)
}

/** The obstacle in a sentence or two: what is the matter, and who can help. */
const obstacleText = (obstacle: Obstacle, speech: Speech): string => {
  const names = obstacle.names.map((name) => wordFor(obstacle, name, speech))
  const list = new Intl.ListFormat(speech.locale).format(names)
  return speech.t(`install.stop_${obstacle.kind}`, { names: list || (obstacle.code ?? '') })
}

/** What is in the way, said to people; an alert. Codes stand below, for support. */
export const ObstacleList = ({ obstacles }: { obstacles: readonly Obstacle[] }) => {
  const speech = useSpeech()
  const codes = [...new Set(obstacles.flatMap(({ code }) => code ?? []))]
  return (
    <div role="alert" className="grid gap-2 rounded-sm bg-alert-bg px-3.5 py-2.5 text-start text-sm text-alert-fg">
      {obstacles.map((obstacle) => (
        <p key={obstacle.kind} className="wrap-anywhere">
          {obstacleText(obstacle, speech)}
        </p>
      ))}
      {codes.length > 0 && (
        <p className="text-xs wrap-anywhere select-all">{speech.t('common.failedCode', { code: codes.join(', ') })}</p>
      )}
    </div>
  )
}
