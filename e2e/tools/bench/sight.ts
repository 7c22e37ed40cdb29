/** What `watchSight` gives to the page's other scripts of the bench. */
export interface Sight {
  /** Whether a message with this text is in plain sight in the log. */
  readonly hasMessage: (text: string) => boolean
  /** Calls back after each frame has been painted, until the result is true. */
  readonly everyFrame: (look: () => boolean) => void
}

/** For the frame: defines `benchSight`. */
export function watchSight(): void {
  // A task posted by a frame's callbacks runs after layout and paint of that frame: a check then costs nothing.
  const everyFrame = (look: () => boolean) => {
    const { port1, port2 } = new MessageChannel()
    const next = () => requestAnimationFrame(() => port2.postMessage(null))
    port1.addEventListener('message', () => {
      if (!look()) next()
    })
    port1.start()
    next()
  }
  const hasMessage = (text: string) => {
    const log = document.querySelector('[role=log]')
    const message = [...(log?.querySelectorAll('article') ?? [])].findLast((one) => one.textContent.includes(text))
    if (!log || !message) return false
    const { top, height } = message.getBoundingClientRect()
    const seen = message.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    return seen && height > 0 && top < log.getBoundingClientRect().bottom && top < innerHeight
  }
  const page = globalThis as unknown as { benchSight: Sight }
  page.benchSight = { hasMessage, everyFrame }
}
