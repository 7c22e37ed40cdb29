/** A card's tab opens at this height, whatever the window. */
const MIN_HEIGHT_PX = 600
/** What the portal's page has above the tab: its own bar, the card's head and tabs. */
const CARD_HEAD_PX = 260

/** Height for which this screen has room. */
const heightFor = (screenHeightPx: number): number => Math.max(MIN_HEIGHT_PX, screenHeightPx - CARD_HEAD_PX)

/**
 * Asks the host for a frame as high as the screen has room for, and again after a change of screen. The page's own height says nothing: it
 * is as high as its frame. `resize` takes CSS px.
 */
export const fitFrameToScreen = (resize: (heightPx: number) => void): void => {
  let askedPx = 0
  const ask = () => {
    const heightPx = heightFor(screen.availHeight)
    if (heightPx === askedPx) return
    askedPx = heightPx
    resize(heightPx)
  }
  ask()
  // No event tells of another screen; the window is resized, shown or clicked after it was moved.
  for (const event of ['resize', 'focus', 'pageshow'] as const) addEventListener(event, ask)
  document.addEventListener('visibilitychange', ask)
}
