interface WithPolicy extends Document {
  readonly featurePolicy?: { readonly allowsFeature: (feature: string) => boolean }
}

/** Copies a text to the clipboard; false where neither the new nor the old way is allowed in this frame. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    // Chromium logs an error when a frame tries what its host does not allow.
    if ((document as WithPolicy).featurePolicy?.allowsFeature('clipboard-write') === false)
      throw new Error('Not allowed')
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Without the host's permission a frame falls back to execCommand.
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
