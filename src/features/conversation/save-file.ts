/** Lets the browser fetch an address as a download, or show it in a window that knows nothing of the panel. */
export const saveFile = (url: string, name: string): void => {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.target = '_blank'
  link.rel = 'noopener noreferrer'
  link.click()
}
