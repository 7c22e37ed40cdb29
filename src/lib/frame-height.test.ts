import { afterEach, expect, it, vi } from 'vitest'
import { fitFrameToScreen } from './frame-height'

afterEach(() => vi.unstubAllGlobals())

const onScreen = (availHeight: number) => vi.stubGlobal('screen', { availHeight })

it('takes what the screen has room for, at least 600 px, and asks again only when that changes', () => {
  const pageEvents = new EventTarget()
  const windowEvents = new EventTarget()
  vi.stubGlobal('document', pageEvents)
  vi.stubGlobal('addEventListener', windowEvents.addEventListener.bind(windowEvents))
  onScreen(1040)
  const asked: number[] = []
  fitFrameToScreen((heightPx) => asked.push(heightPx))
  expect(asked).toEqual([780])

  // The host has resized the frame, as asked.
  windowEvents.dispatchEvent(new Event('resize'))
  expect(asked).toEqual([780])

  onScreen(1400)
  windowEvents.dispatchEvent(new Event('focus'))
  onScreen(720)
  pageEvents.dispatchEvent(new Event('visibilitychange'))
  expect(asked).toEqual([780, 1140, 600])
})
