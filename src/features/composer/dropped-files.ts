/** Result of a drop: files, and whether there were folders, which can't be sent. */
export interface Dropped {
  readonly files: readonly File[]
  readonly folders: boolean
}

/** Files of a drop. A folder appears as an empty file there. */
export const droppedFiles = ({ items, files }: DataTransfer): Dropped => {
  const given = [...items].filter(({ kind }) => kind === 'file')
  const folders = given.filter((item) => item.webkitGetAsEntry()?.isDirectory)
  if (folders.length === 0) return { files: [...files], folders: false }
  return {
    files: given.flatMap((item) => (folders.includes(item) ? [] : (item.getAsFile() ?? []))),
    folders: true,
  }
}

const two = (value: number): string => String(value).padStart(2, '0')

/** Browsers name every pasted picture `image.png`: the local time in its name helps clients and searches. */
export const renamePastedImages = (files: readonly File[], now: Date): readonly File[] =>
  files.map((file, place) => {
    const [, extension] = /^image\.(\w+)$/.exec(file.name) ?? []
    if (!extension) return file
    const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
    const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join('')
    return new File([file], `image-${day}-${time}${place > 0 ? `-${place + 1}` : ''}.${extension}`, { type: file.type })
  })
