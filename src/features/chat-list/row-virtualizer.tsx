import { useEffect, useEffectEvent, type Ref } from 'react'
import { Virtualizer, type VirtualizerHandle, type VirtualizerProps } from 'virtua'

/** Props of the virtualiser; `onReady` is called once it can scroll. */
export interface RowVirtualizerProps<Row> extends VirtualizerProps<Row> {
  readonly ref: Ref<VirtualizerHandle>
  readonly onReady: () => void
}

/** The virtualiser in a file of its own, which the first screen does without. */
export const RowVirtualizer = <Row,>({ onReady, ...props }: RowVirtualizerProps<Row>) => {
  const ready = useEffectEvent(onReady)
  useEffect(() => ready(), [])
  return <Virtualizer {...props} />
}
