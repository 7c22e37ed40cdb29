import type { LineId, UserId } from './ids'
import type { Person } from './person'

/** Who a chat is handed to. */
export type TransferTarget =
  | { readonly kind: 'person'; readonly id: UserId; readonly name: string }
  | { readonly kind: 'line'; readonly id: LineId; readonly name: string }

/** Somebody or something that a chat can be handed to. `away`: the portal doesn't show them online. */
export type TransferOption =
  | {
      readonly kind: 'person'
      readonly id: UserId
      readonly name: string
      readonly position: string | null
      readonly person: Person
      readonly away: boolean
    }
  | { readonly kind: 'line'; readonly id: LineId; readonly name: string }
