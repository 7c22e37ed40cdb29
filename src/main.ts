import '@/theme/theme.css'
import { languageFor, loadFirstScreenPhrases } from '@/i18n/languages'
import { fitFrameToScreen } from '@/lib/frame-height'
import { importWithRetry } from '@/lib/import-with-retry'
import { openPortal } from '@/portal/portal'
import { asPortalError } from '@/portal/portal-error'
import { rememberedChat, wasMemberLast } from '@/settings/remembered-chat'
import { getSetting, subscribeToSettings } from '@/settings/setting-store'
import { readStoredCard } from '@/settings/stored-card'

// No React here: only this chunk has to run before the first request is sent. The chunk of the first screen is preloaded
// (vite.config.ts), but running it takes long on a slow computer: that is done while the portal works on the request.
const root = document.getElementById('root')

const drawTheme = () => (document.documentElement.className = getSetting('theme'))
drawTheme()
subscribeToSettings(drawTheme)

/** Height of a row in the list, and of what stands above and below the rows; px. */
const ROW_PX = 76
const LIST_FRAME_PX = 184

/** If the handshake takes longer than this, the first screen's code is run meanwhile. */
const SLOW_HANDSHAKE_MS = 2_000

const loadOtherPages = () => importWithRetry(() => import('@/app/other-pages'))

const open = async (): Promise<void> => {
  const waiting = setTimeout(() => void import('@/app/card-app').catch(() => undefined), SLOW_HANDSHAKE_MS)
  try {
    const portal = await openPortal()
    clearTimeout(waiting)
    const { place } = portal
    const item = place.kind === 'card' ? place.item : null
    if (!item) {
      fitFrameToScreen(portal.resizeFrame)
      // The page's skeleton is that of a card.
      root?.replaceChildren()
      if (root) await (await loadOtherPages()).renderOtherPage(root, portal)
      return
    }
    const stored = await readStoredCard(portal, item, Date.now())
    const request = {
      remembered: rememberedChat(portal.id, null, item) ?? stored?.openChat ?? null,
      asHistory: !wasMemberLast(portal.id),
      related: getSetting('relatedChats') === 'shown',
      rowsInSight: () => Math.ceil((window.innerHeight - LIST_FRAME_PX) / ROW_PX),
    }
    const started = portal.fetchInitialCard(item, request)
    // The card handles the failure; until then it must not count as unhandled.
    started.catch(() => undefined)
    fitFrameToScreen(portal.resizeFrame)
    const language = languageFor(portal.language)
    // Only a prefetch: the screen requests it again and handles a failure.
    if (language !== 'en') loadFirstScreenPhrases(language).catch(() => undefined)
    if (root) await (await import('@/app/card-app')).showCard(root, portal, { item, request, stored, started })
  } catch (thrown) {
    if (root) await (await loadOtherPages()).renderStartError(root, asPortalError(thrown))
  }
}

void open()
