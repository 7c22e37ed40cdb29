import { find, make, pageData } from './dom.ts'
import { HostFrame } from './host-frame.ts'
import type { FrameRequest } from './opened-frame.ts'
import { openSlider } from './slider.ts'
import { readSwitches } from './switches.ts'
import { letViewerChange } from './viewer.ts'

/** Data of the card page about its app tabs: panel id to the frame request. */
export interface CardPage {
  readonly frames: Readonly<Record<string, { readonly title: string; readonly request: FrameRequest }>>
}

window.hostSwitches = readSwitches()

const { frames } = pageData<CardPage>()
const tabs = [...document.querySelectorAll<HTMLButtonElement>('[role=tab]')]
const shown = new Set<string>()

function show(tab: HTMLButtonElement): void {
  for (const other of tabs) {
    const chosen = other === tab
    other.setAttribute('aria-selected', String(chosen))
    other.tabIndex = chosen ? 0 : -1
    find(`#${other.getAttribute('aria-controls')}`).hidden = !chosen
  }
  const panelId = tab.getAttribute('aria-controls') ?? ''
  const frame = frames[panelId]
  // A frame is made when its tab is first shown; after that the tab only hides it.
  if (!frame || shown.has(panelId)) return
  shown.add(panelId)
  void new HostFrame(find(`#${panelId}`), frame.title, frame.request).open()
}

for (const [index, tab] of tabs.entries()) {
  tab.addEventListener('click', () => show(tab))
  tab.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const next = step === undefined ? undefined : tabs[(index + step + tabs.length) % tabs.length]
    next?.focus()
    next?.click()
  })
}

// A slider of the card's own, over the tab: the app's frame is covered and is told nothing.
document.querySelector('#document')?.addEventListener('click', () => {
  openSlider('Document').body.append(make('p', { class: 'notice' }, 'A document of the card would be here.'))
})

letViewerChange()

const first = tabs.find((tab) => tab.getAttribute('aria-selected') === 'true')
if (first) show(first)
