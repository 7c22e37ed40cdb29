import type { GeneratedFile, StoredFile } from './model.ts'
import { generateFile } from './generated-files.ts'
import type { State } from './state.ts'

/** A file's bytes, as served by the portal's pages. */
export interface FileContent {
  contentType: string
  body: Uint8Array
  name: string
}

/** Bytes of a chat file (`/disk/preview|show|download/<id>`); undefined when there is no such file. */
export function fileContent(state: State, fileId: number): FileContent | undefined {
  const file = state.files.get(fileId)
  if (!file) return undefined
  if (file.content) return { contentType: contentTypeOf(file.name), body: file.content, name: file.name }
  return { ...generateFile(file), name: file.name }
}

/** Headers of a file's answer. */
export const fileHeaders = ({ name, contentType }: FileContent, asDownload: boolean): Record<string, string> => ({
  'content-type': contentType,
  'content-disposition': `${asDownload ? 'attachment' : 'inline'}; filename*=UTF-8''${encodeURIComponent(name)}`,
})

/** The file of a one-time address, whose token is used up by that; undefined when it was used before. */
export function fileByToken(state: State, token: string): FileContent | undefined {
  const fileId = state.fileTokens.get(token)
  state.fileTokens.delete(token)
  return fileId === undefined ? undefined : fileContent(state, fileId)
}

/** A person's picture (`/disk/avatar/<user id>`); undefined for people shown by initials. */
export function avatarContent(state: State, userId: number): FileContent | undefined {
  const user = state.users.get(userId)
  if (!user?.avatar) return undefined
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="${user.color}"/><circle cx="32" cy="25" r="12" fill="#fff" fill-opacity=".85"/><path d="M8 64c2-17 12-24 24-24s22 7 24 24z" fill="#fff" fill-opacity=".85"/></svg>`
  return { contentType: 'image/svg+xml', body: Buffer.from(svg), name: `${user.id}.svg` }
}

/** MIME type by extension. */
function contentTypeOf(name: string): string {
  const types: Record<string, string> = {
    png: 'image/png',
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    gif: 'image/gif',
    webp: 'image/webp',
    svg: 'image/svg+xml',
    pdf: 'application/pdf',
    txt: 'text/plain; charset=utf-8',
    wav: 'audio/wav',
    ogg: 'audio/ogg',
    mp3: 'audio/mpeg',
    mp4: 'video/mp4',
  }
  return types[extensionOf(name)] ?? 'application/octet-stream'
}

/** Lower-case extension without the dot. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase()
}

/** What im calls a file of this name, and how the portal draws it. */
export function kindOf(name: string): { type: StoredFile['type']; art: GeneratedFile } {
  const mime = contentTypeOf(name)
  if (mime.startsWith('image/')) return { type: 'image', art: 'photo' }
  if (mime.startsWith('audio/')) return { type: 'audio', art: 'voice' }
  if (mime.startsWith('video/')) return { type: 'video', art: 'video' }
  return { type: 'file', art: mime === 'application/pdf' ? 'pdf' : 'text' }
}
