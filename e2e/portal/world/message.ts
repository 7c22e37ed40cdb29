/** Message params under the names that `im.*` methods send. */
export type MessageParams = Record<string, unknown>

/** One message. Date in unix ms. */
export interface Message {
  id: number
  chatId: number
  /** 0 = the system. */
  authorId: number
  date: number
  text: string
  params: MessageParams
  uuid: string | null
  /** Whether it reaches (or came from) the client's phone. */
  toClient: boolean
}
