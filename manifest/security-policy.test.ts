import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hostingHeaders, pagePolicy } from './security-policy.ts'
import { skeletonHash } from './skeleton-styles.ts'

const sourcesOf = (directive: string) =>
  pagePolicy
    .split('; ')
    .find((rule) => rule.startsWith(`${directive} `))
    ?.split(' ')
    .slice(1)

test('docs/hosting.md asks for the headers that the tests run under', () => {
  const [, block = ''] = /```http\n([^`]+)\n```/.exec(readFileSync('docs/hosting.md', 'utf8')) ?? []
  const asked = block.split('\n').map((line): [string, string] => {
    const colon = line.indexOf(': ')
    return [line.slice(0, colon), line.slice(colon + 2)]
  })
  expect(Object.fromEntries(asked)).toEqual(hostingHeaders('https://YOUR-PORTAL'))
})

test('scripts and styles come from the app alone; inline are the skeleton’s styles and nothing else', () => {
  expect(sourcesOf('default-src')).toEqual(["'none'"])
  expect(sourcesOf('script-src')).toEqual(["'self'"])
  expect(sourcesOf('style-src')).toEqual(["'self'", skeletonHash])
  expect(skeletonHash).toMatch(/^'sha256-[\w+/]{43}='$/)
  expect(sourcesOf('require-trusted-types-for')).toEqual(["'script'"])
  // The page shows images before they are sent; nothing else may come from blob:.
  expect(pagePolicy.replace("img-src 'self' blob:", '')).not.toMatch(/unsafe|\*\.|data:|blob:|eval/)
})

test('nothing travels in the open, but on this machine', () => {
  const open = pagePolicy.match(/\b(?:http|ws):\S*/g) ?? []
  expect(open.length).toBeGreaterThan(0)
  expect(open.filter((source) => !/^(?:http|ws):\/\/(?:localhost|127\.0\.0\.1):\*;?$/.test(source))).toEqual([])
})

test('index.html has no inline script, style or handler', () => {
  const html = readFileSync('index.html', 'utf8')
  expect(html).toContain('<script type="module" src=')
  expect(html.match(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:/gi) ?? []).toEqual([])
  expect(html).toContain('<meta name="referrer" content="no-referrer" />')
})
