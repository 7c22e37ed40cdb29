/** One row of the chat list, from `/control/api/chats`. */
export interface ChatRow {
  readonly chatId: number
  readonly title: string
  readonly connector: string
  readonly status: number
  readonly operator: string | null
  readonly cards: readonly { readonly type: string; readonly id: number }[]
}
