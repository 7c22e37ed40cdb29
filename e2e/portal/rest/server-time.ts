/** What every HTTP request costs before a method runs (start of the server's kernel, authorisation), ms. */
export const REQUEST_MS = 150

const OTHER_METHODS_MS = 100

/** Time at the server by method, ms: figures of the public documentation's samples (`time.duration`). */
const METHOD_MS: Readonly<Record<string, number>> = {
  'imopenlines.crm.chat.get': 150,
  'imopenlines.dialog.get': 150,
  'im.dialog.messages.get': 150,
  'imopenlines.session.history.get': 100,
  'im.recent.list': 260,
  'im.dialog.get': 80,
  'im.chat.get': 100,
  'im.user.list.get': 100,
  'crm.item.get': 160,
  'crm.item.list': 245,
  'crm.activity.list': 245,
  'imopenlines.config.list.get': 95,
  'pull.application.config.get': 20,
  'pull.application.event.add': 30,
  'app.option.get': 5,
  'user.option.get': 5,
  profile: 2,
  'user.current': 2,
  batch: 0,
}

/** What a call of this method (lower-cased) costs at the server, ms. Sub-calls of a batch run one after the other: theirs add up. */
export const serverMs = (method: string): number => METHOD_MS[method] ?? OTHER_METHODS_MS
