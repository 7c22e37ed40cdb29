import { getJson, postJson } from './api.ts'
import { find, pageData } from './dom.ts'
import { HostFrame } from './host-frame.ts'
import type { FrameRequest } from './opened-frame.ts'
import { readSwitches } from './switches.ts'
import { toast } from './toast.ts'
import { letViewerChange } from './viewer.ts'

/** Data of the Market pages: the user, and the frame to open, if any. */
export interface MarketPage {
  readonly userId: number
  readonly request?: FrameRequest
}

window.hostSwitches = readSwitches()

const { userId, request } = pageData<MarketPage>()

for (const name of ['update', 'uninstall'])
  document.querySelector(`#${name}`)?.addEventListener('click', () => {
    postJson(`/host/api/${name}`, { userId }).then(
      () => location.reload(),
      (error: Error) => toast(error.message),
    )
  })

const check = document.querySelector('#check')
if (check)
  void getJson<{ status: number }>('/host/api/check').then(({ status }) => {
    check.textContent = [200, 301, 302].includes(status) ? `passed (${status})` : `failed (${status || 'no answer'})`
  })

letViewerChange()

if (request) void new HostFrame(find('#app'), 'Application', request).open()
