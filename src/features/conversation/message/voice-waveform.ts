import { useQuery } from '@tanstack/react-query'
import type { ChatId } from '@/domain/ids'
import type { ChatFile } from '@/domain/message'
import { usePortal } from '@/queries/card-context'

/** The loudest sample of each of `count` equal parts, 0 to 1, the loudest of all being 1; silence is all 0. Linear in the samples. */
export const waveformPeaks = (samples: Float32Array, count: number): readonly number[] => {
  const peaks = Array.from({ length: count }, (_, part) => {
    const from = Math.floor((part * samples.length) / count)
    const to = Math.floor(((part + 1) * samples.length) / count)
    let most = 0
    for (let at = from; at < to; at += 1) most = Math.max(most, Math.abs(samples[at] ?? 0))
    return most
  })
  const loudest = Math.max(0, ...peaks)
  return loudest === 0 ? peaks : peaks.map((peak) => peak / loudest)
}

/** Number of bars. */
const BARS = 48
/** Larger files, in bytes, are music or meetings: all of it would have to be loaded and decoded. */
const MAX_AUDIO_BYTES = 4_000_000

const waveformOf = async (url: string): Promise<readonly number[]> => {
  const bytes = await (await fetch(url)).arrayBuffer()
  // Only decodes; nothing is played.
  const sound = await new OfflineAudioContext(1, 1, 44_100).decodeAudioData(bytes)
  return waveformPeaks(sound.getChannelData(0), BARS)
}

/**
 * Loudness of a voice message over its length, 0 to 1; null while it isn't known, and where it can't be: a large file, a portal whose
 * one-time addresses (im.v2.File.download) other pages may not read, a format the browser doesn't know.
 */
export const useVoiceWaveform = (chatId: ChatId, file: ChatFile): readonly number[] | null => {
  const portal = usePortal()
  const { data } = useQuery({
    queryKey: ['voice-wave', file.id],
    enabled: file.size !== null && file.size <= MAX_AUDIO_BYTES,
    queryFn: async () => waveformOf(await portal.fetchDownloadUrl(chatId, file.id)),
  })
  return data ?? null
}
