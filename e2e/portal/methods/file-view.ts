import { portalDate } from '../rest/portal-date.ts'
import { extensionOf } from '../world/files.ts'
import type { StoredFile } from '../world/model.ts'
import type { State } from '../world/state.ts'

type Json = Record<string, unknown>

/** A file as `im.*` shows it. Its addresses need the portal's session; their signatures are not checked here. */
export function imFile(state: State, file: StoredFile): Json {
  const path = (action: string): string =>
    `${state.origin}/disk/${action}/${file.id}?fileName=${encodeURIComponent(file.name)}&_esd=key-of-${file.id}`
  const isImage = file.type === 'image'
  const preview = isImage || file.type === 'video' ? path('preview') : ''
  return {
    id: file.id,
    chatId: file.chatId,
    date: portalDate(file.createdAt),
    type: file.type,
    name: file.name,
    extension: extensionOf(file.name),
    size: file.size,
    image: isImage || file.type === 'video' ? { height: file.height, width: file.width } : false,
    status: 'done',
    progress: 100,
    authorId: file.authorId,
    authorName: state.nameOf(file.authorId),
    urlPreview: preview,
    urlShow: isImage ? path('show') : path('download'),
    urlDownload: path('download'),
    viewerAttrs: {
      viewer: '',
      viewerType: isImage ? 'image' : 'unknown',
      src: path('download'),
      viewerResized: '',
      objectId: String(file.id),
      viewerGroupBy: String(file.chatId),
      imChatId: file.chatId,
      title: file.name,
      actions: '[{"type":"download"}]',
    },
    mediaUrl: { preview: { '250': preview } },
    isTranscribable: file.voiceNote,
    isVideoNote: false,
    isVoiceNote: file.voiceNote,
  }
}

/** Files named by messages, each once. */
export function imFiles(state: State, ids: Iterable<number>): Json[] {
  return [...new Set(ids)].flatMap((id) => {
    const file = state.files.get(id)
    return file ? [imFile(state, file)] : []
  })
}
