import type { ChatId } from '@/domain/ids'
import type { ChatFile } from '@/domain/message'
import { useI18n } from '@/i18n/i18n'
import { usePortal } from '@/queries/card-context'
import { useQuery } from '@tanstack/react-query'
import Pause from 'lucide-react/icons/pause'
import Play from 'lucide-react/icons/play'
import { useEffect, useRef, useState } from 'react'

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
const useVoiceWaveform = (chatId: ChatId, file: ChatFile): readonly number[] | null => {
  const portal = usePortal()
  const { data } = useQuery({
    queryKey: ['voice-wave', file.id],
    enabled: file.size !== null && file.size <= MAX_AUDIO_BYTES,
    queryFn: async () => waveformOf(await portal.fetchDownloadUrl(chatId, file.id)),
  })
  return data ?? null
}

const SPEEDS = [1, 1.5, 2] as const
let speed: (typeof SPEEDS)[number] = 1
/** The element that is playing: only one plays at a time. */
let playing: HTMLMediaElement | null = null

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`

/** Loudness as bars; the played part is highlighted. `heard`: 0 to 1. */
const Waveform = ({ peaks, heard }: { readonly peaks: readonly number[]; readonly heard: number }) => (
  <svg
    aria-hidden="true"
    viewBox={`0 0 ${peaks.length * 3} 24`}
    preserveAspectRatio="none"
    className="pointer-events-none absolute inset-0 size-full rtl:-scale-x-100"
  >
    {peaks.map((peak, place) => {
      const height = 2 + peak * 22
      return (
        <rect
          key={place}
          x={place * 3 + 0.5}
          y={12 - height / 2}
          width={2}
          height={height}
          rx={1}
          className={place < heard * peaks.length ? 'fill-accent' : 'fill-current opacity-35'}
        />
      )
    })}
  </svg>
)

/** Plays a voice message or a sound: play and pause, position, speed. */
export const MediaPlayer = ({
  url,
  file,
  chatId,
  startAt,
  onOpened,
  onBroken,
}: {
  readonly url: string
  readonly file: ChatFile
  readonly chatId: ChatId
  /** Seconds. */
  readonly startAt: number
  readonly onOpened: () => void
  /** The address can't be played, or no further than to these seconds. */
  readonly onBroken: (at: number) => void
}) => {
  const { t } = useI18n()
  const { name } = file
  const peaks = useVoiceWaveform(chatId, file)
  const audio = useRef<HTMLAudioElement>(null)
  const [on, setOn] = useState(false)
  const [at, setAt] = useState(0)
  const [length, setLength] = useState(0)
  const [rate, setRate] = useState<number>(speed)
  useEffect(() => {
    const { current } = audio
    return () => {
      if (playing === current) playing = null
    }
  }, [])
  const toggle = () => {
    const { current } = audio
    if (current?.paused) void current.play().catch(() => undefined)
    else current?.pause()
  }
  return (
    <span className="mt-1 mb-5 flex w-64 max-w-full items-center gap-2">
      <audio
        ref={audio}
        src={url}
        preload="metadata"
        autoPlay
        onPlay={({ currentTarget }) => {
          if (playing && playing !== currentTarget) playing.pause()
          playing = currentTarget
          currentTarget.playbackRate = speed
          setRate(speed)
          setOn(true)
        }}
        onPause={() => setOn(false)}
        onTimeUpdate={({ currentTarget }) => setAt(currentTarget.currentTime)}
        onDurationChange={({ currentTarget: { duration } }) => setLength(Number.isFinite(duration) ? duration : 0)}
        onLoadedMetadata={({ currentTarget }) => {
          onOpened()
          if (startAt > 0) currentTarget.currentTime = startAt
        }}
        onError={({ currentTarget }) => onBroken(currentTarget.currentTime)}
      >
        {/* Clients send no captions with their voices. */}
        <track kind="captions" />
      </audio>
      <button
        type="button"
        aria-label={t(on ? 'files.pause' : 'conversation.playFile', { name })}
        className="grid size-9 flex-none place-items-center rounded-full bg-primary text-on-primary hover:bg-primary-hover @max-[480px]/panel:size-10"
        onClick={toggle}
      >
        {on ? <Pause className="size-4.5 fill-current" /> : <Play className="size-4.5 fill-current" />}
      </button>
      <span className="relative flex h-7 min-w-0 flex-1 items-center rounded-xs has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent @max-[480px]/panel:h-10">
        {peaks && <Waveform peaks={peaks} heard={length > 0 ? at / length : 0} />}
        <input
          type="range"
          min={0}
          max={length || 1}
          step={0.1}
          value={Math.min(at, length || 1)}
          aria-label={t('files.position', { name })}
          aria-valuetext={`${clock(at)} / ${clock(length)}`}
          className={`w-full accent-(--cp-accent) ${peaks ? 'h-full cursor-pointer opacity-0' : ''}`}
          onChange={({ target }) => {
            if (audio.current) audio.current.currentTime = Number(target.value)
          }}
        />
      </span>
      <span className="text-xs tabular-nums text-(--meta)">{clock(on || at > 0 ? at : length)}</span>
      <button
        type="button"
        aria-label={t('files.speed', { speed: String(rate) })}
        className="min-h-6 min-w-9 rounded-sm border border-control px-1 text-xs tabular-nums @max-[480px]/panel:min-h-10"
        onClick={() => {
          speed = SPEEDS[(SPEEDS.findIndex((one) => one === speed) + 1) % SPEEDS.length] ?? 1
          if (audio.current) audio.current.playbackRate = speed
          setRate(speed)
        }}
      >
        {rate}×
      </button>
    </span>
  )
}
