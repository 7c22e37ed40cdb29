async function read(response: Response): Promise<unknown> {
  const text = await response.text()
  let body: unknown = text
  try {
    body = JSON.parse(text)
  } catch {
    // A plain sentence is an answer too: it becomes the error below.
  }
  if (response.ok) return body
  const said = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  throw new Error(String(said['message'] ?? said['error_description'] ?? said['error'] ?? `${response.status} ${text}`))
}

/** GET of JSON from the portal's own server; throws Error with a readable message. */
export async function getJson<T>(path: string): Promise<T> {
  return (await read(await fetch(path))) as T
}

/** POST of JSON to the portal's own server; throws Error with a readable message. */
export async function postJson<T>(path: string, body: unknown = {}, method: 'POST' | 'DELETE' = 'POST'): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  return (await read(await fetch(path, { method, headers, body: JSON.stringify(body) }))) as T
}
