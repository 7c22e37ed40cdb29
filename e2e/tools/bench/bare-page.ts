/** How the bare page reads the chat that the app opens. */
export interface BareStart {
  /** Its place in the answer of imopenlines.crm.chat.get. */
  readonly place: number
  /** The operator is in the chat; otherwise its messages are read by the session. */
  readonly member: boolean
}

/**
 * The minimum that can show a card's newest message: the portal's handshake, one batch as a form for the list, one chat and its
 * messages, one text in the page. No SDK, no framework, no styles, no error handling. The heading is its first paint.
 */
export const barePage = ({ place, member }: BareStart): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Bare page</title>
  </head>
  <body>
    <h1>Bare page</h1>
    <div role="log"></div>
    <script>
      const [domain, secure, sid] = window.name.split('|')
      const portal = (secure === '1' ? 'https://' : 'http://') + domain
      addEventListener('message', async ({ origin, data }) => {
        if (origin !== portal || !String(data).startsWith('bare:')) return
        const { AUTH_ID, PLACEMENT, PLACEMENT_OPTIONS } = JSON.parse(data.slice('bare:'.length))
        const type = /^CRM_(.+)_DETAIL_TAB$/.exec(PLACEMENT)[1].toLowerCase()
        const chat = '$result[chats][${place}][CHAT_ID]'
        const response = await fetch(portal + '/rest/batch', {
          method: 'POST',
          body: new URLSearchParams({
            auth: AUTH_ID,
            halt: 0,
            'cmd[chats]': 'imopenlines.crm.chat.get?ACTIVE_ONLY=N&CRM_ENTITY_TYPE=' + type + '&CRM_ENTITY=' + PLACEMENT_OPTIONS.ID,
            'cmd[dialog]': 'imopenlines.dialog.get?DIALOG_ID=chat' + chat,
            'cmd[page]': '${member ? 'im.dialog.messages.get?LAST_ID=0&LIMIT=30&DIALOG_ID=chat' : 'imopenlines.session.history.get?CHAT_ID='}' + chat,
          }),
        })
        const { page } = (await response.json()).result.result
        const messages = (page.messages ?? Object.values(page.message)).filter(
          ({ author_id, senderid, text }) => Number(author_id ?? senderid) > 0 && text !== '',
        )
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
