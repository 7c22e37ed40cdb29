import { setTimeout as sleep } from 'node:timers/promises'
import { typeCharacter, type CardWindow } from './long-chat.ts'
import { until } from './until.ts'

const WORDS = 'the worktop comes in oak and in stone we can show both on thursday morning at the studio '

interface KeyWatch {
  spans: number[]
}

/** Types a number of characters into the field; ms from each key press to the frame that shows it, painted. */
export async function measureTyping(card: CardWindow, field: string, count: number): Promise<number[]> {
  // What stands around the field may still be coming, and move it away from under the pointer.
  const hasFocus = (field: string) => document.activeElement?.matches(field) ?? false
  for (let attempt = 0; attempt < 20 && !(await card.frame.run(hasFocus, field)); attempt += 1) {
    await card.click(field)
    await sleep(250)
  }
  await until(card.frame, hasFocus, field)
  await card.frame.run(watchKeys)
  for (let index = 0; index < count; index += 1) {
    await typeCharacter(card.host, WORDS[index % WORDS.length]!)
    // Uneven, so that keys fall into every part of a frame.
    await sleep(60 + ((index * 37) % 50))
  }
  return await until(card.frame, readKeys, count)
}

function watchKeys(): void {
  const watch: KeyWatch = { spans: [] }
  let pressed = 0
  const onKey = ({ timeStamp }: Event) => (pressed = timeStamp)
  const onInput = () => {
    const from = pressed
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', () => watch.spans.push(performance.now() - from))
      port1.start()
      port2.postMessage(null)
    })
  }
  const page = globalThis as unknown as { benchKeys?: KeyWatch; benchStop?: () => void }
  page.benchStop?.()
  addEventListener('keydown', onKey, true)
  addEventListener('input', onInput, true)
  page.benchStop = () => {
    removeEventListener('keydown', onKey, true)
    removeEventListener('input', onInput, true)
  }
  page.benchKeys = watch
}

function readKeys(count: number): number[] | null {
  const { spans } = (globalThis as unknown as { benchKeys: KeyWatch }).benchKeys
  return spans.length >= count ? spans : null
}
