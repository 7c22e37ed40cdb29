import { useQuery } from '@tanstack/react-query'
import type { ChatId } from '@/domain/ids'
import type { ChatFile } from '@/domain/message'
import { peaksOf } from '@/domain/wave'
import { usePortal } from './portal-context'

/** So many bars a wave has. */
const BARS = 48
/** Larger ones, in bytes, are music or meetings: all of it would be fetched and taken apart. */
const LARGEST = 4_000_000

const waveOf = async (url: string): Promise<readonly number[]> => {
  const bytes = await (await fetch(url)).arrayBuffer()
  // It only takes apart what it is given; nothing is heard.
  const sound = await new OfflineAudioContext(1, 1, 44_100).decodeAudioData(bytes)
  return peaksOf(sound.getChannelData(0), BARS)
}

/**
 * How loud a voice is over its length, 0 to 1; null while it isn't known, and where it can't be: a large file, a portal whose one-time
 * addresses (im.v2.File.download) other pages may not read, a sound the browser doesn't know.
 */
export const useVoiceWave = (chatId: ChatId, file: ChatFile): readonly number[] | null => {
  const portal = usePortal()
  const { data } = useQuery({
    queryKey: ['voice-wave', file.id],
    enabled: file.size !== null && file.size <= LARGEST,
    queryFn: async () => waveOf(await portal.fileLink(chatId, file.id)),
  })
  return data ?? null
}
