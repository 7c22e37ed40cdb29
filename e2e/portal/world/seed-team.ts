import { addMember, addMessage, addSystemMessage } from './messages.ts'
import { CARD } from './seed-cards.ts'
import { DAY, HOUR } from './seed-chat.ts'
import type { State } from './state.ts'

/** Chats of colleagues: the company-wide one (chat 1, which a wrong id easily hits), one about the deal, a private one. */
export function seedTeam(state: State): void {
  const now = state.now()
  const general = state.addChat({ id: 1, kind: 'open', title: 'General chat', createdAt: now - 900 * DAY, owner: 1 })
  for (const person of state.staff.filter((each) => !each.extranet)) addMember(general, person.id)
  addMessage(state, general, {
    authorId: 1,
    text: 'Cake in the kitchen, Priya has her birthday today 🎂',
    date: now - 5 * DAY,
  })

  const team = state.addChat({
    kind: 'crm',
    title: 'Deal: Kitchen for Harbour Café',
    entityId: `DEAL|${CARD.deal}`,
    description: 'Discussion about the deal',
    createdAt: now - 30 * DAY,
    owner: 11,
  })
  for (const userId of [11, 12, 16]) addMember(team, userId)
  addSystemMessage(
    state,
    team,
    { text: '[USER=11 REPLACE]Anna Keller[/USER] created the chat', params: { NOTIFY: 'N' } },
    now - 30 * DAY,
  )
  addMessage(state, team, { authorId: 16, text: 'The stone for the island arrives on Monday.', date: now - 26 * HOUR })

  const personal = state.addChat({ kind: 'private', title: '', createdAt: now - 400 * DAY })
  for (const userId of [11, 12]) addMember(personal, userId)
  const member = personal.members.get(11)
  addMessage(state, personal, { authorId: 12, text: 'Lunch at one?', date: now - 3 * HOUR })
  if (member) member.lastReadId = 0
}
