import { make } from './dom.ts'
import { openSlider } from './slider.ts'

/** The portal's answer to openPath. */
export type OpenPathResult =
  | { readonly result: 'close' }
  | { readonly result: 'error'; readonly errorCode: 'PATH_NOT_AVAILABLE' }

// The SDK prefixes the path with the slider's width (the prefix leads back to the root).
const WIDTHS: readonly (readonly [prefix: string, width: number])[] = [
  ['/crm/type/0/details/0/../', 1640],
  ['/company/personal/user/0/groups/create/../', 1200],
  ['/crm/company/requisite/0/../', 950],
  ['/workgroups/group/0/card/../', 900],
]

// The portal's own list; anything else is refused.
const AVAILABLE =
  /^\/(?:crm\/(?:deal|lead|contact|company|type)\/|marketplace\/|company\/personal\/user\/\d+\/|workgroups\/group\/\d+\/)/

/** Opens a page of the portal in a slider; resolves when it is closed, at once for a path outside of the portal. */
export async function openPath(path: string): Promise<OpenPathResult> {
  const url = URL.canParse(path, location.origin) ? new URL(path, location.origin) : undefined
  if (
    window.hostSwitches.noSlider ||
    !path.startsWith('/') ||
    url?.origin !== location.origin ||
    !AVAILABLE.test(url.pathname)
  ) {
    return { result: 'error', errorCode: 'PATH_NOT_AVAILABLE' }
  }
  url.searchParams.set('IFRAME', 'Y')
  url.searchParams.set('IFRAME_TYPE', 'SIDE_SLIDER')
  url.searchParams.set('from', 'rest_placement')
  // The slider has the same user.
  for (const name of ['user', 'lang', 'open']) {
    const value = new URLSearchParams(location.search).get(name)
    if (value) url.searchParams.set(name, value)
  }

  const slider = openSlider('Slider', WIDTHS.find(([prefix]) => path.startsWith(prefix))?.[1])
  slider.body.append(make('iframe', { src: url.href, title: url.pathname, class: 'slider-page' }))
  await slider.closed
  return { result: 'close' }
}
