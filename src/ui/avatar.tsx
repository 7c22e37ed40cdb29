import { type ReactNode, useState } from 'react'

// Native colour of a user or chat -> the same colour, dark enough for white initials (4.5:1).
const palette: Readonly<Record<string, string>> = {
  '#df532d': '#d1461e',
  '#64a513': '#458500',
  '#4ba984': '#1f8562',
  '#4ba5c3': '#1c7f9c',
  '#3e99ce': '#197db0',
  '#8474c8': '#7a69bc',
  '#1eb4aa': '#00837b',
  '#f76187': '#d03d67',
  '#58cc47': '#008900',
  '#ab7761': '#9c6953',
  '#29619b': '#29619b',
  '#728f7a': '#5f7c67',
  '#ba9c7b': '#8d7151',
  '#556574': '#556574',
  '#909090': '#757575',
  '#5e5f5e': '#5e5f5e',
}

const shades = Object.values(palette)

/** The brightest relative luminance on which white text still has 4.55:1. */
const MAX_LUMINANCE = 1.05 / 4.55 - 0.05

const toLinear = (byte: number): number => {
  const value = byte / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

const fromLinear = (value: number): number =>
  Math.floor(255 * (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055))

const darken = (hex: string): string => {
  const number = Number.parseInt(hex.slice(1), 16)
  const linear = [number >> 16, (number >> 8) & 255, number & 255].map(toLinear)
  const [red = 0, green = 0, blue = 0] = linear
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  if (luminance <= MAX_LUMINANCE) return hex
  const bytes = linear.map((value) => fromLinear((value * MAX_LUMINANCE) / luminance))
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

/**
 * Background for white initials: the native colour (#rrggbb) of a user or chat made dark enough.
 * Without one, a steady colour of the palette is taken for the name.
 */
export const avatarColor = (color: string | null, name: string): string => {
  const hex = color?.toLowerCase() ?? ''
  if (/^#[\da-f]{6}$/.test(hex)) return palette[hex] ?? darken(hex)
  let hash = 0
  for (const char of name) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 65_521
  return shades[hash % shades.length] ?? '#556574'
}

/** One or two capitals for an avatar: of the first and the last word that begin with a letter or digit; '?' if none do. */
export const initials = (name: string): string => {
  const words = name.match(/[\p{L}\p{N}][^\s]*/gu) ?? []
  const first = words[0]
  if (first === undefined) return '?'
  const last = words.length > 1 ? words.at(-1) : undefined
  return `${[...first][0] ?? ''}${last === undefined ? '' : ([...last][0] ?? '')}`.toUpperCase()
}

/** Whose picture it is; `color` is the portal's own hex. */
export interface AvatarProps {
  readonly name: string
  readonly avatarUrl?: string | null
  readonly color?: string | null
  /** Tailwind classes for width, height and letter size, for example `size-8 text-2xs`. */
  readonly className?: string
  /** Sits at the lower end corner, for example a ChannelBadge. */
  readonly badge?: ReactNode
}

/** A person's picture, or initials in their colour where there is none or it does not load. Decoration: the name is written beside it. */
export const Avatar = ({ name, avatarUrl = null, color = null, className = 'size-8 text-2xs', badge }: AvatarProps) => {
  const [broken, setBroken] = useState<string | null>(null)
  const shown = avatarUrl !== broken ? avatarUrl : null
  return (
    <span
      aria-hidden="true"
      className={`relative grid flex-none place-items-center rounded-full leading-none font-semibold text-white select-none ${className}`}
      style={{ backgroundColor: avatarColor(color, name) }}
    >
      {shown === null ? (
        initials(name)
      ) : (
        <img
          src={shown}
          alt=""
          loading="lazy"
          decoding="async"
          className="size-full rounded-full object-cover"
          onError={() => setBroken(shown)}
        />
      )}
      {badge}
    </span>
  )
}
