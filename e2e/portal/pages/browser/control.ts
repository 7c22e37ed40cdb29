import { getJson } from './api.ts'
import { ChatList } from './chat-list.ts'
import type { ChatRow } from './chat-row.ts'
import { find, pageData } from './dom.ts'
import { FaultPanel } from './fault-panel.ts'
import { Phone } from './phone.ts'

/** Data of the control page. */
export interface ControlPage {
  /** The phone alone, for the chats of one card. */
  readonly compact: boolean
  /** `deal:1482`, or empty for the chats of all cards. */
  readonly card: string
  /** The chat selected first; 0 = the first one. */
  readonly chatId: number
  /** REST methods of the portal, lower case. */
  readonly methods: readonly string[]
  /** Titles of the channels by connector id. */
  readonly connectors: Readonly<Record<string, string>>
  readonly staff: readonly { readonly id: number; readonly name: string }[]
}

const GATHER_MS = 150

const page = pageData<ControlPage>()
const phone = new Phone(find('#client'), page.staff, page.connectors)
const list = new ChatList(find('#chats'), page.card, page.connectors, (chat) => void phone.show(chat))

let wanted = page.chatId

async function readChats(): Promise<void> {
  const chats = await getJson<ChatRow[]>('/control/api/chats')
  list.show(chats)
  if (wanted || !list.chosen) list.choose(wanted)
  wanted = 0
  phone.update(chats)
}

let timer: ReturnType<typeof setTimeout> | undefined
new EventSource('/host/api/changes').addEventListener('message', ({ data }) => {
  void phone.changed(Number(data))
  // One action changes a chat several times; the list is read once for all of them.
  clearTimeout(timer)
  timer = setTimeout(() => void readChats(), GATHER_MS)
})

await readChats()
if (!page.compact) new FaultPanel(find('#faults'), page.methods)
