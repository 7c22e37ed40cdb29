import { useLayoutEffect, type RefObject } from 'react'

// Components announce here what others may move the focus to; nobody looks through another component's elements.

/** What the focus can be sent to from anywhere in the panel. */
export type FocusTargetName = 'composer' | 'conversation' | 'list' | 'log' | 'message' | 'search'

type TargetRef = RefObject<HTMLElement | null>

interface Target {
  readonly name: FocusTargetName
  readonly ref: TargetRef
}

/** The latest last: of two fields the one in the dialog above counts. */
const targets: Target[] = []
/** A target that was asked for before it was there, and what had the focus then. */
let pending: { readonly name: FocusTargetName; readonly from: Element | null } | null = null

/** Whether a modal dialog keeps the focus, and with it the keys, to itself. */
export const isModalOpen = (): boolean => document.querySelector('dialog:modal') !== null

const isReachable = (element: HTMLElement): boolean =>
  element.checkVisibility({ visibilityProperty: true }) && (element.closest('dialog:modal') !== null || !isModalOpen())

/** The element under a name; null while there is none that can take the focus. */
export const focusTarget = (name: FocusTargetName): HTMLElement | null =>
  targets.findLast((target) => target.name === name && target.ref.current && isReachable(target.ref.current))?.ref
    .current ?? null

/**
 * Moves the focus to a target. While there is none, the request is kept until one comes, and then carried out unless the person has
 * moved the focus on meanwhile.
 */
export const requestFocus = (name: FocusTargetName): void => {
  const element = focusTarget(name)
  pending = element ? null : { name, from: document.activeElement }
  element?.focus({ preventScroll: true })
}

/** Announces a target; returns how to withdraw it. */
const registerFocusTarget = (target: Target): (() => void) => {
  targets.push(target)
  if (pending?.name === target.name && focusTarget(target.name)) {
    const { from } = pending
    pending = null
    if (document.activeElement === from) target.ref.current?.focus({ preventScroll: true })
  }
  return () => void targets.splice(targets.indexOf(target), 1)
}

/** Announces an element of this component as a target while the component is on screen. */
export const useFocusTarget = (name: FocusTargetName, ref: TargetRef): void =>
  useLayoutEffect(() => registerFocusTarget({ name, ref }), [name, ref])

/** Parts of the panel that F6 goes round. */
const panes = new Set<TargetRef>()

/** Where somebody who comes to a pane wants to be, best first; else its first element that can have the focus. */
const entrances: readonly FocusTargetName[] = ['composer', 'list']
const FOCUSABLE = '[tabindex="0"], button, input, a[href]'

/** Announces an element of this component as a pane while the component is on screen. */
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
