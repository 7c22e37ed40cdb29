/** A text that the portal keeps for the operators of a line. */
export interface QuickAnswer {
  readonly id: number
  readonly name: string
  readonly text: string
}
