import { useLayoutEffect, type RefObject } from 'react'

// Components announce here what others may move the focus to; nobody looks through another component's elements.

/** What the focus can be sent to from anywhere in the panel. */
export type FocusTargetName = 'composer'

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
