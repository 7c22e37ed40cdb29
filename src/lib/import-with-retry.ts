/** Delay between two attempts, ms. */
const RETRY_DELAY_MS = 3_000

/**
 * Loads a file of the app, again and again while the network is down. A browser reports a file that it could not fetch as a TypeError;
 * every other failure rejects at once.
 */
export const importWithRetry = async <T>(load: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await load()
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY_MS))
    }
  }
}
