import { createContext, useContext, type ComponentProps, type ComponentType, type ReactNode } from 'react'
import type { DeferredParts } from './deferred-parts'

/** The loaded parts; null before. */
export const DeferredPartsContext = createContext<DeferredParts | null>(null)

type PartName = {
  [Name in keyof DeferredParts]: DeferredParts[Name] extends ComponentType<never> ? Name : never
}[keyof DeferredParts]

/**
 * A component of deferred-parts.ts that can be rendered before its file is loaded, as its `fallback` until then. Not React's `lazy`: with a
 * Suspense boundary per slot the parts would appear in several steps, each boundary would need an error boundary for the same failure, and
 * a failed `lazy` never loads again. Here one load serves all slots, and they fill in one render.
 */
export const deferredPart = <Name extends PartName>(name: Name) => {
  const DeferredPart = ({
    fallback = null,
    ...props
  }: ComponentProps<DeferredParts[Name]> & { readonly fallback?: ReactNode }) => {
    const parts = useContext(DeferredPartsContext)
    if (!parts) return fallback
    // The props were checked against the part of this name where the slot was rendered.
    const Part: ComponentType<object> = parts[name] as ComponentType<object>
    return <Part {...props} />
  }
  DeferredPart.displayName = name
  return DeferredPart
}
