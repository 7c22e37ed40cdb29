import { useLayoutEffect, type RefObject } from 'react'

// Components register here the elements that others may focus, so that no component searches another one's elements.

/** Names of elements that can be focused from anywhere in the panel. */
export type FocusTargetName = 'composer' | 'conversation' | 'list' | 'log' | 'message' | 'search'

type TargetRef = RefObject<HTMLElement | null>

interface Target {
  readonly name: FocusTargetName
  readonly ref: TargetRef
}

/** The newest last: of two fields the one in the open dialog counts. */
const targets: Target[] = []
/** A target that was requested before it was registered, and the element that had the focus then. */
let pending: { readonly name: FocusTargetName; readonly from: Element | null } | null = null

/** Whether a modal dialog holds the focus, and with it the keys. */
export const isModalOpen = (): boolean => document.querySelector('dialog:modal') !== null

const isReachable = (element: HTMLElement): boolean =>
  element.checkVisibility({ visibilityProperty: true }) && (element.closest('dialog:modal') !== null || !isModalOpen())

/** The element under a name; null while there is none that can take the focus. */
export const focusTarget = (name: FocusTargetName): HTMLElement | null =>
  targets.findLast((target) => target.name === name && target.ref.current && isReachable(target.ref.current))?.ref
    .current ?? null

/**
 * Moves the focus to a target. An unregistered target gets the focus when it is registered, unless the operator has moved the focus
 * meanwhile.
 */
export const requestFocus = (name: FocusTargetName): void => {
  const element = focusTarget(name)
  pending = element ? null : { name, from: document.activeElement }
  element?.focus({ preventScroll: true })
}

/** Registers a target; returns a function that removes it. */
const registerFocusTarget = (target: Target): (() => void) => {
  targets.push(target)
  if (pending?.name === target.name && focusTarget(target.name)) {
    const { from } = pending
    pending = null
    if (document.activeElement === from) target.ref.current?.focus({ preventScroll: true })
  }
  return () => void targets.splice(targets.indexOf(target), 1)
}

/** Registers an element of this component as a target while the component is mounted. */
export const useFocusTarget = (name: FocusTargetName, ref: TargetRef): void =>
  useLayoutEffect(() => registerFocusTarget({ name, ref }), [name, ref])

/** Panes in the cycle of F6. */
const panes = new Set<TargetRef>()

/** Preferred focus targets of a pane, best first; without one its first focusable element. */
const entrances: readonly FocusTargetName[] = ['composer', 'list']
const FOCUSABLE = '[tabindex="0"], button, input, a[href]'

/** Registers an element of this component as a pane while the component is mounted. */
export const usePane = (ref: TargetRef): void =>
  useLayoutEffect(() => {
    panes.add(ref)
    return () => void panes.delete(ref)
  }, [ref])

/** Moves the focus to the next pane, or to the one before, in the order of the page. */
export const movePane = (step: 1 | -1): void => {
  // The list stays in the page where a conversation covers it.
  const shown = [...panes]
    .flatMap(({ current }) => (current && isReachable(current) ? current : []))
    .toSorted((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))
  const here = shown.findIndex((pane) => pane.contains(document.activeElement))
  const next = shown.at((Math.max(here, step < 0 ? 0 : -1) + step) % shown.length)
  if (!next) return
  const entrance = entrances.map(focusTarget).find((target) => target && next.contains(target))
  const element = entrance ?? next.querySelector<HTMLElement>(FOCUSABLE)
  element?.focus()
}
