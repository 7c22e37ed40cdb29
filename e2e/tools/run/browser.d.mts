/**
 * The path of a Chromium or Chrome that starts: CHROMIUM_PATH, an installed one, Playwright's download; fetched when
 * there is none. Throws with an explanation when none can be found.
 */
export function needBrowser(): Promise<string>
