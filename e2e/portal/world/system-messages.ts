// What the portal itself writes into a chat. The texts are a portal's own, so they are in the portal's language and no app may read meaning into them.
import type { MessageParams } from './model.ts'

/** Text and params of a system message. */
export interface SystemMessage {
  text: string
  params: MessageParams
  toClient?: boolean
}

const mention = (id: number, name: string): string => `[USER=${id} REPLACE]${name}[/USER]`
const sessionLink = (sessionId: number): string => `[URL=/online/?IM_HISTORY=imol|${sessionId}]${sessionId}[/URL]`
const quiet = (text: string, params: MessageParams = {}): SystemMessage => ({
  text,
  params: { NOTIFY: 'N', ...params },
})

/** Separator at the start of a session; its link is how earlier session ids become known. */
export function sessionStarted(sessionId: number): SystemMessage {
  return quiet(`Conversation #${sessionLink(sessionId)} started`, {
    CLASS: 'bx-messenger-content-item-ol-start',
    COMPONENT_ID: 'StartDialogMessage',
    IMOL_SID: sessionId,
  })
}

/** Separator at the end of a session; `by` 0 = the portal itself. */
export function sessionEnded(sessionId: number, by: number, name: string): SystemMessage {
  const text = by
    ? `${mention(by, name)} closed conversation #${sessionLink(sessionId)}`
    : `Conversation #${sessionLink(sessionId)} was closed automatically`
  return quiet(text, { CLASS: 'bx-messenger-content-item-ol-end', IMOL_SID: sessionId })
}

export function assigned(id: number, name: string): SystemMessage {
  return quiet(`The enquiry was assigned to ${mention(id, name)}`)
}

export function accepted(id: number, name: string): SystemMessage {
  return quiet(`${mention(id, name)} accepted the conversation`)
}

export function joined(id: number, name: string): SystemMessage {
  return quiet(`${mention(id, name)} joined the conversation`, { CODE: ['CHAT_JOIN'] })
}

export function invited(by: number, byName: string, id: number, name: string): SystemMessage {
  return quiet(`${mention(by, byName)} invited ${mention(id, name)} to the chat`, { CODE: ['CHAT_JOIN'] })
}

export function excluded(by: number, byName: string, id: number, name: string): SystemMessage {
  return quiet(`${mention(by, byName)} removed ${mention(id, name)} from the chat`, { CODE: ['CHAT_LEAVE'] })
}

export function intercepted(id: number, name: string, from: number, fromName: string): SystemMessage {
  return quiet(`${mention(id, name)} took the conversation over from ${mention(from, fromName)}`)
}

export function skipped(id: number, name: string): SystemMessage {
  return quiet(`${mention(id, name)} passed the conversation back to the queue`)
}

export function transferred(id: number, name: string, to: number, toName: string): SystemMessage {
  return quiet(`${mention(id, name)} transferred the conversation to ${mention(to, toName)}`)
}

export function transferredToLine(id: number, name: string, line: string): SystemMessage {
  return quiet(`${mention(id, name)} transferred the conversation to the queue [b]${line}[/b]`)
}

/** The channel did not take the last reply. */
export function refusedByChannel(channel: string): SystemMessage {
  return {
    text: `[b]The message was not delivered.[/b] ${channel} refused it: the reply window is closed.`,
    params: { NOTIFY: 'N', CLASS: 'bx-messenger-content-item-ol-attention' },
  }
}

/** Asks the client to rate the session; goes to his phone. */
export function voteRequest(sessionId: number): SystemMessage {
  return {
    text: 'Please rate the quality of service.',
    params: {
      IMOL_VOTE: sessionId,
      IMOL_VOTE_LIKE: 'Thank you for your feedback!',
      IMOL_VOTE_DISLIKE: 'We are sorry, we will do better.',
      IMOL_SID: sessionId,
    },
    toClient: true,
  }
}

/** A CRM card was made from the conversation. */
export function crmSaved(
  attachId: number,
  type: string,
  id: number,
  title: string,
  name: string,
  phone: string,
): SystemMessage {
  return quiet(`[b]A new ${type} has been created[/b]`, {
    ATTACH: [
      {
        ID: attachId,
        BLOCKS: [
          { LINK: [{ NAME: title, LINK: `/crm/${type}/details/${id}/` }] },
          {
            GRID: [
              { DISPLAY: 'ROW', NAME: 'Name', VALUE: name, COLOR_TOKEN: 'base' },
              { DISPLAY: 'LINE', NAME: 'Phone', VALUE: phone, HEIGHT: 20, COLOR_TOKEN: 'base' },
            ],
          },
        ],
        DESCRIPTION: '',
        COLOR: '#df532d',
      },
    ],
  })
}
