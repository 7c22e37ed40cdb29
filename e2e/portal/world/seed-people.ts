import type { PortalUser } from './model.ts'
import type { State } from './state.ts'

/** Avatar colours of the messenger, readable under white initials. */
const COLORS = [
  '#29619b',
  '#8d7151',
  '#00837b',
  '#d03d67',
  '#9c6953',
  '#7a69bc',
  '#1f8562',
  '#197db0',
  '#d1461e',
  '#458500',
  '#5f7c67',
  '#556574',
  '#1c7f9c',
  '#5e5f5e',
] as const

const COLLEAGUES: readonly Partial<PortalUser>[] = [
  { id: 11, firstName: 'Anna', lastName: 'Keller', workPosition: 'Sales manager', color: '#7a69bc', gender: 'F' },
  { id: 12, firstName: 'Mark', lastName: 'Olsen', workPosition: 'Sales manager', color: '#1f8562', gender: 'M' },
  {
    id: 1,
    firstName: 'Olivia',
    lastName: 'Grant',
    workPosition: 'Head of sales',
    color: '#d1461e',
    gender: 'F',
    isAdmin: true,
  },
  {
    id: 14,
    firstName: 'Sofía',
    lastName: 'Marín Rodríguez',
    workPosition: 'Support engineer',
    color: '#1c7f9c',
    gender: 'F',
    avatar: '/disk/avatar/14',
  },
  { id: 15, firstName: 'Daniel', lastName: 'Weiß', workPosition: 'Support lead', color: '#5f7c67', gender: 'M' },
  { id: 16, firstName: 'Priya', lastName: 'Nair', workPosition: 'Delivery planner', color: '#458500', gender: 'F' },
  {
    id: 17,
    firstName: 'Мария',
    lastName: 'Соколова',
    workPosition: 'Менеджер по работе с клиентами',
    color: '#8d7151',
    gender: 'F',
  },
  { id: 18, firstName: 'Grace', lastName: 'Liu', workPosition: 'Accountant', color: '#556574', gender: 'F' },
  { id: 19, firstName: 'Nina', lastName: 'Brandt', workPosition: 'Assistant', color: '#8d7151', gender: 'F' },
  { id: 20, firstName: 'Victor', lastName: 'Hale', workPosition: 'Area manager', color: '#29619b', gender: 'M' },
  {
    id: 21,
    firstName: 'Elena',
    lastName: 'Rossi',
    workPosition: 'Fitter, partner firm',
    color: '#d03d67',
    gender: 'F',
    extranet: true,
  },
  { id: 22, firstName: 'Oskar', lastName: 'Lind', workPosition: 'Trainee', color: '#00837b', gender: 'M' },
]

/**
 * People with unusual rights: the assistant may not see one company (seed-related.ts), the area manager has no right on any
 * line or its history, the partner is an extranet user, the app isn't granted to the trainee.
 */
export const ODD_PEOPLE = { assistant: 19, areaManager: 20, partner: 21, trainee: 22 } as const

const blank: Omit<PortalUser, 'id' | 'name'> = {
  firstName: '',
  lastName: '',
  workPosition: '',
  color: COLORS[0],
  avatar: '',
  isAdmin: false,
  bot: false,
  connector: false,
  extranet: false,
  active: true,
  gender: '',
  email: '',
  phone: '',
}

/** The employees: eight people (Anna Keller first, Olivia Grant the administrator), four with unusual rights, and two bots. */
export function seedPeople(state: State): void {
  for (const person of COLLEAGUES) {
    const id = person.id ?? state.id('user')
    const name = `${person.firstName} ${person.lastName}`
    const user: PortalUser = {
      ...blank,
      ...person,
      id,
      name,
      email: `staff${id}@company.example`,
      phone: `+4930555${1000 + id}`,
    }
    state.staff.push(state.addUser(user))
  }
  state.rights.set(ODD_PEOPLE.areaManager, { canSeeHistory: false, cards: 'all', lines: 'none' })
  state.rights.set(ODD_PEOPLE.trainee, { canSeeHistory: false, cards: 'all', app: 'denied' })
  state.addUser({
    ...blank,
    id: BOT.reception,
    name: 'Reception bot',
    firstName: 'Reception bot',
    bot: true,
    color: '#5e5f5e',
  })
  state.addUser({
    ...blank,
    id: BOT.orders,
    name: 'Order status bot',
    firstName: 'Order status bot',
    bot: true,
    color: '#1c7f9c',
  })
}

/** Ids of the bots. */
export const BOT = { reception: 91, orders: 92 } as const

/** Adds a client as a channel creates it: name in one string, no address. */
export function addClient(state: State, name: string, color?: string, avatar = false): PortalUser {
  const id = state.id('user')
  const space = name.indexOf(' ')
  return state.addUser({
    ...blank,
    id,
    name,
    firstName: space < 0 ? name : name.slice(0, space),
    lastName: space < 0 ? '' : name.slice(space + 1),
    color: color ?? COLORS[id % COLORS.length] ?? COLORS[0],
    avatar: avatar ? `/disk/avatar/${id}` : '',
    connector: true,
  })
}
