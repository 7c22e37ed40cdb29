import { describe, expect, it } from 'vitest'
import { MORNING, sampleFile, sampleMessage, samplePerson } from '@/testing/fixtures'
import type { MessageId, UserId } from './ids'
import type { Message } from './message'
import { extrasText, createTranscriber, withoutSecrets } from './transcript'

const ME = 1 as UserId
const people = new Map(
  [
    samplePerson(1, 'operator', 'Anna'),
    samplePerson(2, 'operator', 'Mark'),
    samplePerson(90, 'client', 'Laura'),
    samplePerson(91, 'bot', 'Robo'),
  ].map((person) => [person.id, person] as const),
)
const by = (id: number, author: number | null, more: Partial<Message> = {}) =>
  sampleMessage(id, { authorId: author as UserId | null, date: MORNING + id, text: `text ${id}`, ...more })
const page = (...messages: readonly Message[]) => ({ messages, people })

describe('an exported conversation', () => {
  it('names the author, whatever the page’s order', () => {
    const entries = createTranscriber(ME, null).add(
      page(by(4, 91), by(1, null), by(3, 2), by(2, 1), by(5, 90), by(6, 77)),
    )
    expect(entries.map(({ message, role, author }) => [message.id, role, author])).toEqual([
      [1, 'system', ''],
      [2, 'operator', 'Anna'],
      [3, 'operator', 'Mark'],
      [4, 'bot', 'Robo'],
      [5, 'client', 'Laura'],
      // An unknown author is never an operator.
      [6, 'client', '#77'],
    ])
  })

  it('has the quoted message, also from an earlier page, unless it is deleted', () => {
    const transcriber = createTranscriber(ME, null)
    transcriber.add(page(by(1, 90, { text: '[b]How[/b] much?' }), by(2, 90, { deleted: true })))
    const [first, second, third] = transcriber.add(
      page(
        by(3, 1, { replyTo: 1 as MessageId }),
        by(4, 1, { replyTo: 2 as MessageId }),
        by(5, 1, { replyTo: 999 as MessageId }),
      ),
    )
    expect(first?.answers).toEqual({ author: 'Laura', text: 'How much?' })
    expect(second?.answers).toBeNull()
    expect(third?.answers).toBeNull()
  })

  it('leaves out what was written in silence, unless notes are wanted', () => {
    const silent = by(2, 1, { hidden: true })
    expect(createTranscriber(ME, null).add(page(by(1, 90), silent))).toHaveLength(1)
    const wanted = createTranscriber(ME, page()).add(page(by(1, 90), silent))
    expect(wanted.map(({ role }) => role)).toEqual(['client', 'note'])
  })

  it('puts notes at their time, each once, those from afterwards at the end', () => {
    const note = (id: number, after: number) => by(id, 2, { date: MORNING + after })
    const transcriber = createTranscriber(
      ME,
      page(note(800, 0), by(801, null, { date: MORNING + 1 }), note(802, 15), note(803, 99)),
    )
    const entries = [
      ...transcriber.add(page(by(10, 90))),
      ...transcriber.add(page(by(20, 90))),
      ...transcriber.end(),
      ...transcriber.end(),
    ]
    expect(entries.map(({ message, role }) => [message.id, role])).toEqual([
      [800, 'note'],
      [10, 'client'],
      [802, 'note'],
      [20, 'client'],
      [803, 'note'],
    ])
  })
})

describe('an address in an export', () => {
  it('has lost the parameters that grant access, and still leads to the file', () => {
    const url = withoutSecrets(
      'https://portal.example/bitrix/services/main/ajax.php?action=disk.api.file.download&fileId=5255&signature=4b6b&_esd=s6P3%2Fx&fileName=a%20b.png&SESSID=1#x',
    )
    expect(url).toBe(
      'https://portal.example/bitrix/services/main/ajax.php?action=disk.api.file.download&fileId=5255&fileName=a+b.png#x',
    )
  })
})

describe('what else a message carries', () => {
  it('is given as text', () => {
    const message = sampleMessage(1, {
      files: [sampleFile(1, 'a.pdf', 1)],
      attach: [
        { kind: 'head', text: '', color: null },
        { kind: 'pair', label: 'Price', value: '[b]40[/b]', display: 'row', url: null },
        { kind: 'delimiter' },
        { kind: 'link', label: 'Shop', url: 'https://oak.example/', description: null },
      ],
      buttons: [
        { text: 'Yes', act: null, disabled: false, endsRow: false },
        { text: 'No', act: null, disabled: false, endsRow: true },
      ],
    })
    expect(extrasText(message)).toBe('Price: 40\nShop https://oak.example/\n[Yes] [No]')
    expect(extrasText(sampleMessage(2))).toBe('')
  })
})
