/** Faults of a host page. A test may change them while the page is open: `window.hostSwitches`. */
export interface HostSwitches {
  /** The host ignores the app. */
  silent: boolean
  /** How refreshAuth is answered: normally, with `false`, or never. */
  refresh: 'answer' | 'fail' | 'silent'
  /** The slider opens none of the app's paths, as on a portal with other addresses. */
  noSlider: boolean
}

declare global {
  interface Window {
    hostSwitches: HostSwitches
  }
}

/** Reads `?silent=1`, `?refresh=fail|silent` and `?slider=no` from the page's address. */
export function readSwitches(): HostSwitches {
  const query = new URLSearchParams(location.search)
  const refresh = query.get('refresh')
  return {
    silent: query.get('silent') === '1',
    noSlider: query.get('slider') === 'no',
    refresh: refresh === 'fail' || refresh === 'silent' ? refresh : 'answer',
  }
}
