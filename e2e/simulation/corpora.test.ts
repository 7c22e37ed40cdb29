import { describe, expect, it } from 'vitest'
import { nodesToText, parseBbCode, type BbNode } from '../../src/domain/bb-code.ts'
import { safeUrl } from '../../src/domain/safe-url.ts'
import { endlessCorpus, hostileCorpus, malformedCorpus } from '../security/corpora.ts'

/** Letters as a person compares them: blanks and what has no width, or is taken off as a disguise, count for nothing. */
const letters = (text: string): string => text.replace(/[\s\p{Cc}\p{Cf}]/gu, '').replace(/(?<=\p{M}{6})\p{M}/gu, '')

const linksOf = (nodes: readonly BbNode[]): string[] =>
  nodes.flatMap((node) => [
    ...(node.kind === 'link' ? [node.url] : []),
    ...('children' in node ? linksOf(node.children) : []),
  ])

const texts = [...hostileCorpus, ...malformedCorpus, ...endlessCorpus]

it('the corpora are as large as they have to be, and hold nothing twice', () => {
  expect(new Set(hostileCorpus.map(({ text }) => text)).size).toBeGreaterThanOrEqual(500)
  expect(new Set(malformedCorpus.map(({ text }) => text)).size).toBeGreaterThanOrEqual(300)
})

it('no text gets lost', () => {
  const lost = texts.filter(({ text, shows }) => {
    // Marks of codes are no text, in a payload either.
    const wanted = letters(nodesToText(parseBbCode(shows)))
    return !letters(nodesToText(parseBbCode(text))).includes(wanted)
  })
  expect(lost).toEqual([])
})

it('every link is one that may be followed', () => {
  const found = texts.flatMap(({ text }) => linksOf(parseBbCode(text)))
  expect(found.length).toBeGreaterThan(50)
  expect(found.filter((url) => safeUrl(url) !== url)).toEqual([])
  expect(found.filter((url) => !/^(?:https?:\/\/|mailto:|tel:|\/(?!\/))/i.test(url))).toEqual([])
})

describe('time', () => {
  /** The fastest of a few readings, ms: a busy machine is no failure. */
  const timeOf = (text: string): number =>
    Math.min(
      ...Array.from({ length: 5 }, () => {
        const began = performance.now()
        parseBbCode(text)
        return performance.now() - began
      }),
    )

  it('no text of the corpora takes more than 50 ms', () => {
    const slow = texts.map(({ text }) => ({ text: text.slice(0, 60), ms: timeOf(text) })).filter(({ ms }) => ms > 50)
    expect(slow).toEqual([])
  })
})
