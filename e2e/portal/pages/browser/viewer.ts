/** Lets the select in the header change who sits at the screen (`?user=`), where the page has one. */
export function letViewerChange(): void {
  document.querySelector<HTMLSelectElement>('#viewer')?.addEventListener('change', (event) => {
    const url = new URL(location.href)
    url.searchParams.set('user', (event.target as HTMLSelectElement).value)
    location.assign(url)
  })
}
