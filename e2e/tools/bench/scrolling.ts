import type { CardWindow, Point } from './long-chat.ts'

/** Frames of one scroll. */
export interface ScrolledFrames {
  /** ms between a frame and the next. */
  readonly frames: readonly number[]
  /** How far the list moved up, px, without the height of older messages added above. */
  readonly distance: number
}

/** Fast scrolling, px/s. */
const SPEED = 2_500

/** From the end of the log, turns the wheel up for a number of seconds and counts frames meanwhile. */
export async function measureScrolling(card: CardWindow, at: Point, seconds: number): Promise<ScrolledFrames> {
  await card.frame.run(watchFrames)
  // The browser's own gesture sends a wheel event per frame; over this line they would come unevenly.
  await card.host.send('Input.synthesizeScrollGesture', {
    ...at,
    yDistance: SPEED * seconds,
    speed: SPEED,
    gestureSourceType: 'mouse',
    preventFling: true,
  })
  return await card.frame.run(readFrames)
}

interface FrameWatch {
  times: number[]
  distance: number
  going: boolean
}

function watchFrames(): void {
  const log = document.querySelector('[role=log]')!
  log.scrollTop = log.scrollHeight
  const watch: FrameWatch = { times: [], distance: 0, going: true }
  let top = log.scrollTop
  log.addEventListener('scroll', () => {
    watch.distance += Math.max(0, top - log.scrollTop)
    top = log.scrollTop
  })
  // The time passed to a frame's callbacks is when the frame began, however late they run.
  const tick = (time: number) => {
    watch.times.push(time)
    if (watch.going) requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
  ;(globalThis as unknown as { benchFrames: FrameWatch }).benchFrames = watch
}

function readFrames(): ScrolledFrames {
  const watch = (globalThis as unknown as { benchFrames: FrameWatch }).benchFrames
  watch.going = false
  return { frames: watch.times.slice(1).map((time, index) => time - watch.times[index]!), distance: watch.distance }
}
