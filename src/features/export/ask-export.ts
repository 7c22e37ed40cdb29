const doors = new Set<() => void>()

/** Asks how the open conversation is to be exported. */
export const askExport = (): void => {
  for (const door of doors) door()
}

/** Hears that somebody wants to export, until the function it returns is called. */
export const onExportAsked = (door: () => void): (() => void) => {
  doors.add(door)
  return () => void doors.delete(door)
}
