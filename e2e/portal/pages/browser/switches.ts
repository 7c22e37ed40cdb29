/** Faults of a host page. A test may change them while the page is open: `window.hostSwitches`. */
export interface HostSwitches {
  /** The host ignores the app. */
  silent: boolean
  /** How refreshAuth is answered: normally, with `false`, or never. */
  refresh: 'answer' | 'fail' | 'silent'
}

declare global {
  interface Window {
    hostSwitches: HostSwitches
  }
}

/** Reads `?silent=1` and `?refresh=fail|silent` from the page's address. */
export function readSwitches(): HostSwitches {
  const query = new URLSearchParams(location.search)
  const refresh = query.get('refresh')
  return {
    silent: query.get('silent') === '1',
    refresh: refresh === 'fail' || refresh === 'silent' ? refresh : 'answer',
  }
}
