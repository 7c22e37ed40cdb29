import { expect, it } from 'vitest'
import { splitStyles } from './style-waves.ts'

const sheet =
  '@layer theme,base,utilities;@layer base{p{margin:0}}@layer utilities{' +
  '.p-2{padding:2px}.px-3{padding-inline:3px}.p-4{padding:4px}' +
  String.raw`.bg-own .\[\.bg-own_\&\]\:border{border:0}.dark\:x:where(.dark,.dark *){color:red}` +
  String.raw`@container panel (width<=480px){.\@max-\[480px\]\/panel\:p-9{padding:9px}.\@max-\[480px\]\/panel\:p-8{padding:8px}}` +
  String.raw`.content-\[\'\}\'\]{content:"}"}` +
  '}@keyframes spin{to{rotate:360deg}}'
const { first, later } = splitStyles(
  sheet,
  `cn("p-2 p-4 bg-own [.bg-own_&]:border", dark ? 'dark' : "", \`@max-[480px]/panel:p-9\`)`,
)
it('puts into the first part what the first screen names, with everything around the utilities', () => {
  for (const rule of [
    'p{margin:0}',
    '.p-2{',
    '.p-4{',
    String.raw`.bg-own .\[`,
    String.raw`panel\:p-9{`,
    '@keyframes spin',
  ])
    expect(first).toContain(rule)
  for (const rule of ['.px-3{', String.raw`panel\:p-8{`, String.raw`.dark\:x`, String.raw`.content-`])
    expect(first).not.toContain(rule)
})

it('puts the rest into the later part, with the at-rules around it, as few runs as the order allows', () => {
  expect(later.replace(/@layer u\d\w*\{/g, '@layer x{')).toBe(
    '@layer utilities{@layer x{.px-3{padding-inline:3px}' +
      String.raw`.dark\:x:where(.dark,.dark *){color:red}.content-\[\'\}\'\]{content:"}"}}` +
      String.raw`@layer x{@container panel (width<=480px){.\@max-\[480px\]\/panel\:p-8{padding:8px}}}}`,
  )
})

it('keeps the order of rules that set the same thing by layers', () => {
  const order = /@layer (u0(?:,u\w+)*);/.exec(first)?.[1]?.split(',') ?? []
  const layerOf = (rule: string) => {
    const [part = ''] = [first, later].filter((one) => one.includes(rule))
    const [, name = ''] = [...part.slice(0, part.indexOf(rule)).matchAll(/@layer (u\d\w*)\{/g)].at(-1) ?? []
    return order.indexOf(name)
  }
  const places = ['.p-2{', '.px-3{', '.p-4{', String.raw`panel\:p-8{`].map(layerOf)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(new Set(places).size).toBe(places.length)
})

it('keeps important rules in one layer, where the later one wins', () => {
  const sheet = '@layer utilities{.a\\!{top:0!important}.b{top:1px}.c\\!{top:2px!important}.d{top:3px}}'
  const parts = splitStyles(sheet, '"a! b"')
  expect(parts.first).toMatch(/@layer u\w+\{\.a\\!\{top:0!important\}\.c\\!\{top:2px!important\}\}/)
  expect(parts.later).not.toContain('important')
})

it('fails where there are no utilities', () => {
  expect(() => splitStyles('@layer base{p{margin:0}}', '')).toThrow('utilities')
})
