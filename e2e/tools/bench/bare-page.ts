/** The app's first batch as it was sent, and where its answer holds the newest message. */
export interface RecordedStart {
  readonly contentType: string
  /** With `%TOKEN%` in place of the access token. */
  readonly body: string
  /** Name of the sub-call for the chat that opens. */
  readonly call: string
  /** Text of its newest message. */
  readonly text: string
}

/**
 * The minimum that can show a card's newest message: the portal's handshake, the same batch, one text in the page. No SDK,
 * no framework, no styles, no error handling.
 */
export const barePage = ({ contentType, body, call }: Omit<RecordedStart, 'text'>): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Bare page</title>
  </head>
  <body>
    <div role="log"></div>
    <script>
      const start = ${JSON.stringify({ contentType, body, call }).replaceAll('<', '\\u003c')}
      const [domain, secure, sid] = window.name.split('|')
      const portal = (secure === '1' ? 'https://' : 'http://') + domain
      addEventListener('message', async ({ origin, data }) => {
        if (origin !== portal || !String(data).startsWith('bare:')) return
        const { AUTH_ID } = JSON.parse(data.slice('bare:'.length))
        const response = await fetch(portal + '/rest/batch', {
          method: 'POST',
          headers: { 'content-type': start.contentType },
          body: start.body.replace('%TOKEN%', AUTH_ID),
        })
        const { result } = await response.json()
        const page = result.result[start.call]
        const messages = page.messages ?? Object.values(page.message)
        const newest = messages.reduce((one, other) => (Number(one.id) > Number(other.id) ? one : other))
        const article = document.createElement('article')
        article.textContent = newest.text
        document.querySelector('[role=log]').append(article)
      })
      parent.postMessage('getInitData:bare:' + sid, portal)
    </script>
  </body>
</html>
`
