interface WithPolicy extends Document {
  readonly featurePolicy?: { readonly allowsFeature: (feature: string) => boolean }
}

/** Puts a text into the clipboard; false where neither the new nor the old way is open to this frame. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    // Chromium complains aloud when a frame tries what its host does not allow.
    if ((document as WithPolicy).featurePolicy?.allowsFeature('clipboard-write') === false)
      throw new Error('Not allowed')
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // A frame without the host's permission is left with the way of before.
  }
  const back = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'sr-only'
  document.body.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  if (back instanceof HTMLElement) back.focus({ preventScroll: true })
  return done
}
