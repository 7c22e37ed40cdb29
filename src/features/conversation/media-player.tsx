import { Pause, Play } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useSpeech } from '@/i18n/i18n'

const SPEEDS = [1, 1.5, 2] as const
let speed: (typeof SPEEDS)[number] = 1
/** What plays now: two voices at once are none. */
let playing: HTMLMediaElement | null = null

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`

/** Plays a voice message or a sound: play and pause, position, speed. `onBroken`: the address does not play. */
export const MediaPlayer = ({
  url,
  name,
  onBroken,
}: {
  readonly url: string
  readonly name: string
  readonly onBroken: () => void
}) => {
  const { t } = useSpeech()
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
        onError={onBroken}
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
      <input
        type="range"
        min={0}
        max={length || 1}
        step={0.1}
        value={Math.min(at, length || 1)}
        aria-label={t('files.position', { name })}
        aria-valuetext={`${clock(at)} / ${clock(length)}`}
        className="min-w-0 flex-1 accent-(--cp-accent)"
        onChange={({ target }) => {
          if (audio.current) audio.current.currentTime = Number(target.value)
        }}
      />
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
