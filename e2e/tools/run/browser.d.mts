/**
 * The path of a Chromium or Chrome that starts: CHROMIUM_PATH, an installed one, Playwright's download; fetched when
 * there is none. Throws in plain words when there is none in the end.
 */
export function needBrowser(): Promise<string>
