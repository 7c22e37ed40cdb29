/** Connects the user select in the header (`?user=`), where the page has one. */
export function letViewerChange(): void {
  document.querySelector<HTMLSelectElement>('#viewer')?.addEventListener('change', (event) => {
    const url = new URL(location.href)
    url.searchParams.set('user', (event.target as HTMLSelectElement).value)
    location.assign(url)
  })
}
