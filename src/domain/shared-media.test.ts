import { describe, expect, it } from 'vitest'
import { sampleFile, sampleMessage } from '@/testing/fixtures'
import type { UserId } from './ids'
import { isShared, linksOf, collectSharedMedia } from './shared-media'

const image = (id: number, previewUrl: string | null) => ({
  ...sampleFile(id, `${id}.jpg`, 1),
  kind: 'image' as const,
  previewUrl,
  showUrl: null,
})
const urls = (text: string, find: Parameters<typeof linksOf>[1] = null) =>
  linksOf(sampleMessage(1, { text }), find).map(({ url, text }) => [url, text])

describe('links of a message', () => {
  it('are web addresses with their texts, each once, also in quotes and bold', () => {
    expect(
      urls('[b][url=https://oak.example/a]the oak[/url][/b] https://stone.example\n>> see https://stone.example'),
    ).toEqual([
      ['https://oak.example/a', 'the oak'],
      ['https://stone.example', 'https://stone.example'],
    ])
  })

  it('are not mails, phones, cards of the portal, code, or what may not be followed', () => {
    expect(
      urls(
        '[url=mailto:a@b.example]mail[/url] [call]+4930901820[/call] [url=/crm/deal/details/1/]deal[/url] [code]https://code.example[/code] [url=javascript:alert(1)]x[/url]',
      ),
    ).toEqual([])
  })

  it('are found without a scheme by what knows such', () => {
    const find = (text: string) => {
      const from = text.indexOf('www.')
      return from < 0 ? [] : [{ from, to: text.length, url: `https://${text.slice(from)}` }]
    }
    expect(urls('see www.oak.example', find)).toEqual([['https://www.oak.example', 'www.oak.example']])
  })

  it('come from attachments, too; the portal’s own lines and deleted messages have none', () => {
    const attach = [{ kind: 'link', label: 'Shop', url: 'https://shop.example/', description: null }] as const
    expect(linksOf(sampleMessage(1, { text: '', attach }), null)).toMatchObject([{ text: 'Shop' }])
    expect(linksOf(sampleMessage(1, { text: 'https://a.example', authorId: null }), null)).toEqual([])
    expect(linksOf(sampleMessage(1, { text: 'https://a.example', deleted: true }), null)).toEqual([])
  })
})

describe('shared media', () => {
  it('is laid out newest first; a picture that cannot be shown is a file', () => {
    const messages = [
      sampleMessage(1, { files: [image(1, 'https://p.example/1')] }),
      sampleMessage(2, { text: 'https://a.example' }),
      sampleMessage(3, { files: [sampleFile(3, 'a.pdf', 1), image(4, 'https://p.example/4'), image(5, null)] }),
      sampleMessage(4, { files: [sampleFile(6, 'gone.pdf', 1)], deleted: true }),
      sampleMessage(5, { authorId: 90 as UserId, text: 'https://b.example' }),
    ]
    const shared = collectSharedMedia(messages, null)
    expect(shared.media.map(({ file }) => file.id)).toEqual([4, 1])
    expect(shared.files.map(({ file }) => file.name)).toEqual(['a.pdf', '5.jpg'])
    expect(shared.links.map(({ url }) => url)).toEqual(['https://b.example', 'https://a.example'])
    expect(messages.map((message) => isShared(message, null))).toEqual([true, true, true, false, true])
    expect(isShared(sampleMessage(9), null)).toBe(false)
  })
})
