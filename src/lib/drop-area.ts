import { createContext, type RefObject } from 'react'

/** The element on which files may be dropped for the message field inside it; null = none. */
export const DropAreaContext = createContext<RefObject<HTMLElement | null> | null>(null)
