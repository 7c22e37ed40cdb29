import { useLayoutEffect, useRef, type RefObject } from 'react'

/** The value of the newest render, for callbacks that must stay the same from render to render. Read it in handlers and effects only. */
export const useLatest = <T>(value: T): Readonly<RefObject<T>> => {
  const latest = useRef(value)
  useLayoutEffect(() => {
    latest.current = value
  })
  return latest
}
