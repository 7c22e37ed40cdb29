import { describe, expect, it } from 'vitest'
import type { LineId } from '@/domain/ids'
import { createFakeRest } from '@/testing/fake-rest'
import { refusal, type RestParams } from '../transport/rest-client'
import { quickAnswerMethods, toQuickAnswer } from './quick-answers'

it('reads a list element, with its emoji and whatever way the text comes', () => {
  expect(toQuickAnswer({ ID: '7', NAME: 'Hi :f09f918b:', DETAIL_TEXT: ' Good :f09f9880: day, at 10:20:30 ' })).toEqual({
    id: 7,
    name: 'Hi 👋',
    text: 'Good 😀 day, at 10:20:30',
  })
  expect(toQuickAnswer({ ID: 8, NAME: '', DETAIL_TEXT: { TEXT: 'As text', TYPE: 'text' } })?.name).toBe('As text')
  for (const nothing of [null, [], {}, { ID: 1 }, { ID: 'x', DETAIL_TEXT: 'x' }, { ID: 1, DETAIL_TEXT: ' ' }])
    expect(toQuickAnswer(nothing)).toBeNull()
})

const LINE = 3 as LineId
const LIST = 'imopenlines.v2.QuickReply.list'

type Script = Readonly<Record<string, (params: RestParams) => unknown>>

const readFrom = (script: Script) => {
  const { rest, requests } = createFakeRest(script)
  const { fetchQuickAnswers } = quickAnswerMethods(rest)
  return { read: () => fetchQuickAnswers(LINE), methods: () => requests.map(({ method }) => method) }
}

const page = (count: number, offset: unknown) =>
  Array.from({ length: count }, (_, index) => index + 1)
    .slice(Number(offset ?? 0), Number(offset ?? 0) + 50)
    .map((id) => ({ id: String(id), name: `Name ${id}`, text: `Text ${id}`, sectionId: 7, canEdit: false, rating: 0 }))
const newer = (count: number, permissions: object = { canView: true, canCreate: false }): Script => ({
  [LIST]: ({ offset }) => ({ replies: page(count, offset), sections: [], totalCount: count, permissions }),
})
const refusing = (code: string, status: number) => () => {
  throw refusal(code, status)
}

describe('a newer portal', () => {
  it('gives all pages, without the scope for lists', async () => {
    const { read, methods } = readFrom(newer(120))
    const answers = await read()
    expect(answers?.map(({ id }) => id)).toEqual(Array.from({ length: 120 }, (_, index) => index + 1))
    expect(answers?.[119]).toEqual({ id: 120, name: 'Name 120', text: 'Text 120' })
    expect(methods()).toEqual([LIST, LIST, LIST])
  })

  it('is asked no further where it repeats a page', async () => {
    const { read, methods } = readFrom({ [LIST]: () => ({ replies: page(50, 0) }) })
    expect(await read()).toHaveLength(50)
    expect(methods()).toHaveLength(2)
  })

  it('has none, shows none to the caller, or knows no list of this line', async () => {
    expect(await readFrom(newer(0)).read()).toEqual([])
    expect(await readFrom(newer(0, { canView: false, canCreate: false })).read()).toBeNull()
    expect(await readFrom({ [LIST]: refusing('INVALID_LINE_ID', 400) }).read()).toEqual([])
  })

  it('may fail; then the older way is not tried', async () => {
    const { read, methods } = readFrom({ [LIST]: refusing('QUERY_LIMIT_EXCEEDED', 503) })
    await expect(read()).rejects.toMatchObject({ kind: 'limit' })
    expect(methods()).toEqual([LIST])
  })
})

describe('an older portal', () => {
  const older = (scopes: readonly string[], list: unknown = '181'): Script => ({
    scope: () => scopes,
    'imopenlines.config.get': () => ({ ID: '3', QUICK_ANSWERS_IBLOCK_ID: list }),
    'lists.element.get': ({ start }) =>
      page(70, start).map(({ id, name, text }) => ({ ID: id, NAME: name, DETAIL_TEXT: text })),
  })

  it('is asked for its list with the scope for lists, and only once for the newer method', async () => {
    const { read, methods } = readFrom(older(['crm', 'lists']))
    expect(await read()).toHaveLength(70)
    expect(methods()).toEqual([LIST, 'batch', 'lists.element.get', 'lists.element.get'])
    await read()
    expect(methods().filter((method) => method === LIST)).toHaveLength(1)
  })

  it('is not asked without that scope; it says what is missing', async () => {
    const { read, methods } = readFrom(older(['crm', 'imopenlines']))
    await expect(read()).rejects.toMatchObject({ kind: 'app', code: 'INSUFFICIENT_SCOPE' })
    expect(methods()).toEqual([LIST, 'batch'])
  })

  it('lacks no scope where the line has no list', async () => {
    expect(await readFrom(older(['crm'], '0')).read()).toEqual([])
  })

  it('may refuse the list', async () => {
    const script = { ...older(['lists']), 'lists.element.get': refusing('ACCESS_DENIED', 400) }
    await expect(readFrom(script).read()).rejects.toMatchObject({ kind: 'forbidden' })
  })
})
