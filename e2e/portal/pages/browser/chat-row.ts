/** One line of the chat list, as `/control/api/chats` answers it. */
export interface ChatRow {
  readonly chatId: number
  readonly title: string
  readonly connector: string
  readonly status: number
  readonly operator: string | null
  readonly cards: readonly { readonly type: string; readonly id: number }[]
}
