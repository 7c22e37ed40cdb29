/** Distance of two tries, ms. */
const PAUSE = 3_000

/**
 * Loads a file of the app until it is here: what does not come because the line is gone comes when it is back. What is broken otherwise
 * rejects: a browser calls a file that it could not fetch a TypeError.
 */
export const untilHere = async <T>(load: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await load()
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      await new Promise((resolve) => setTimeout(resolve, PAUSE))
    }
  }
}
