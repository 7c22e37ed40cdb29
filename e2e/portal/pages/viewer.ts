import type { PortalUser } from '../world/model.ts'
import type { Portal } from '../types.ts'
import { html, type Html } from './html.ts'

/** The user of a page: `?user=<id>` of the staff, by default its first person. */
export function viewerOf(portal: Portal, url: URL): PortalUser {
  const { staff } = portal.world
  const viewer = staff.find((person) => String(person.id) === url.searchParams.get('user')) ?? staff[0]
  if (!viewer) throw new Error('The world has no staff')
  return viewer
}

/** The select that changes the user. */
export function viewerSelect(portal: Portal, viewer: PortalUser): Html {
  const option = (person: PortalUser): Html =>
    html`<option value="${person.id}" ${person.id === viewer.id && 'selected'}>
      ${person.name}${person.isAdmin && ' (administrator)'}
    </option>`
  return html`<label class="viewer"
    ><span>Viewed by</span
    ><select id="viewer">
      ${portal.world.staff.map(option)}
    </select></label
  >`
}

/** Keeps the user's parameters on links from page to page. */
export function withViewer(path: string, url: URL): string {
  const user = url.searchParams.get('user')
  return user ? `${path}${path.includes('?') ? '&' : '?'}user=${encodeURIComponent(user)}` : path
}
