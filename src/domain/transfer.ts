import type { LineId, UserId } from './ids'
import type { Person } from './person'

/** Target of a transfer. */
export type TransferTarget =
  | { readonly kind: 'person'; readonly id: UserId; readonly name: string }
  | { readonly kind: 'line'; readonly id: LineId; readonly name: string }

/** A possible target of a transfer. `away`: the portal shows them as offline. */
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
