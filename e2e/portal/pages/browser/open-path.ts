import { make } from './dom.ts'
import { openSlider } from './slider.ts'

/** What the portal answers to openPath. */
export type OpenPathResult =
  | { readonly result: 'close' }
  | { readonly result: 'error'; readonly errorCode: 'PATH_NOT_AVAILABLE' }

// The portal reads the slider's width off the path the SDK puts in front (it leads back to the root).
const WIDTHS: readonly (readonly [prefix: string, width: number])[] = [
  ['/crm/type/0/details/0/../', 1640],
  ['/company/personal/user/0/groups/create/../', 1200],
  ['/crm/company/requisite/0/../', 950],
  ['/workgroups/group/0/card/../', 900],
]

const AVAILABLE = /^\/(crm|company\/personal|workgroups|market|marketplace|online|tasks|shop)\//

/** Opens a page of the portal in a slider; settles when the slider is closed, at once for a path that isn't the portal's. */
export async function openPath(path: string): Promise<OpenPathResult> {
  const url = URL.canParse(path, location.origin) ? new URL(path, location.origin) : undefined
  if (!path.startsWith('/') || url?.origin !== location.origin || !AVAILABLE.test(url.pathname)) {
    return { result: 'error', errorCode: 'PATH_NOT_AVAILABLE' }
  }
  url.searchParams.set('IFRAME', 'Y')
  url.searchParams.set('IFRAME_TYPE', 'SIDE_SLIDER')
  url.searchParams.set('from', 'rest_placement')
  // Whoever sits at the screen still does in the slider.
  for (const name of ['user', 'lang', 'open']) {
    const value = new URLSearchParams(location.search).get(name)
    if (value) url.searchParams.set(name, value)
  }

  const slider = openSlider('Slider', WIDTHS.find(([prefix]) => path.startsWith(prefix))?.[1])
  slider.body.append(make('iframe', { src: url.href, title: url.pathname, class: 'slider-page' }))
  await slider.closed
  return { result: 'close' }
}
