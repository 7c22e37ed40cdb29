import type { BrowserContext, Frame, Page } from '@playwright/test'
import { Card, expect, test } from './card-page.ts'
import { startPortal } from '../portal/portal.ts'

const SEND = 'imopenlines.crm.message.add'
const LAURA = /^Laura Bennett, Telegram/
const ANNA = 11
const MARK = 12

/** Names under which the app's origin stores something visible to this frame: keys and databases. */
const namesIn = (frame: Frame): Promise<string[]> =>
  frame.evaluate(async () => [
    ...Object.keys({ ...localStorage }),
    ...(await indexedDB.databases()).map(({ name = '' }) => `database ${name}`),
  ])

/** Leaves a queued reply and a draft. */
const leaveWork = async (card: Card, user: number): Promise<void> => {
  card.portal.faults.set({ method: SEND, kind: 'rate-limit' })
  await card.open('deal', undefined, { user })
  await card.choose(LAURA)
  await card.reply('A reply that waits')
  await expect(card.message('A reply that waits')).toBeVisible()
  await card.field.fill('A secret half written')
  await expect.poll(async () => namesIn(await card.frame())).toContainEqual(expect.stringMatching(/:sealed:\d+$/))
}

test('what one person left in the browser, the next one on this portal neither sees nor can read', async ({
  card,
  portal,
}) => {
  card.expectNoise()
  await leaveWork(card, ANNA)
  const left = await namesIn(await card.frame())
  expect(left.some((name) => name.includes(`:${ANNA}:sealed:`))).toBe(true)
  expect(left.filter((name) => name.startsWith('database'))).toEqual([expect.stringMatching(new RegExp(`:${ANNA}$`))])

  await card.open('deal', undefined, { user: MARK })
  await card.choose(LAURA)
  await expect(card.field).toHaveValue('')
  await expect(card.message('A reply that waits')).toHaveCount(0)
  await expect
    .poll(async () => (await namesIn(await card.frame())).filter((name) => name.includes(`:${ANNA}`)))
    .toEqual([])

  // When the portal works again nothing is sent in Anna's name, and Anna finds her chat as the portal has it.
  portal.faults.clear()
  await card.open('deal', undefined, { user: ANNA })
  await card.choose(LAURA)
  await expect(card.field).toHaveValue('')
  await expect(card.message('A reply that waits')).toHaveCount(0)
  expect(portal.counters.executed(SEND)).toBe(0)
})

test('what one keeps is there again after a reload, and under names of one’s own', async ({ card, portal }) => {
  card.expectNoise()
  await leaveWork(card, ANNA)
  portal.faults.clear()
  await card.page.reload()
  await expect(card.field).toHaveValue('A secret half written')
  await expect(card.message('A reply that waits').getByText('Delivered')).toBeAttached({ timeout: 20_000 })
  expect(portal.counters.executed(SEND)).toBe(1)

  const host = encodeURIComponent(new URL(portal.origin).host)
  const names = await namesIn(await card.frame())
  expect(names.length).toBeGreaterThan(0)
  const ours = new RegExp(`^(?:database )?chat-panel:${host}:(?:${ANNA}(?:$|:)|owner$|used$)`)
  // A switch of this browser, not of a user.
  expect(names.filter((name) => !ours.test(name) && name !== 'chat-panel:related')).toEqual([])
})

/** A card on a portal that is reached under another host name. */
const openOn = async (context: BrowserContext, app: string, reachedAs: string) => {
  const portal = await startPortal({ appUrl: app })
  const page: Page = await context.newPage()
  const card = new Card(page, portal)
  card.expectNoise()
  const address = new URL(`/crm/deal/details/${portal.world.showcase.deal}/`, portal.origin)
  address.hostname = reachedAs
  await page.goto(address.href)
  await card.choose(LAURA)
  return { portal, card }
}

/** The draft and queued reply of `leaveWork` are there for the next page. */
const expectWorkKept = async (card: Card): Promise<void> => {
  await card.page.reload()
  await expect(card.field).toHaveValue('A secret half written')
  await expect(card.message('A reply that waits')).toBeVisible()
}

test('a browser that parts storage by the page on top: two portals see nothing of each other', async ({
  card,
  context,
  baseURL,
}) => {
  card.expectNoise()
  await leaveWork(card, ANNA)
  // The same user id, another top site.
  const other = await openOn(context, baseURL ?? '', '127.0.0.1')
  await expect(other.card.field).toHaveValue('')
  expect((await namesIn(await other.card.frame())).filter((name) => name.includes('localhost'))).toEqual([])
  await other.card.reply('Written on the other portal')
  await expect(other.card.message('Written on the other portal').getByText('Delivered')).toBeAttached()
  await other.portal.close()

  await expectWorkKept(card)
})

test('one that does not: each portal keeps its own, and the other leaves it alone', async ({
  card,
  context,
  baseURL,
}) => {
  card.expectNoise()
  await leaveWork(card, ANNA)
  // The same site, another port: the frames of both portals share the app's storage.
  const other = await openOn(context, baseURL ?? '', 'localhost')
  await expect(other.card.field).toHaveValue('')
  await expect(other.card.message('A reply that waits')).toHaveCount(0)
  const host = encodeURIComponent(new URL(card.portal.origin).host)
  expect((await namesIn(await other.card.frame())).some((name) => name.includes(host))).toBe(true)
  await other.card.field.fill('Half written in another place')
  await other.portal.close()

  await expectWorkKept(card)
})

const UPLOAD = 'im.v2.file.upload'
/** Words and names of what `leaveEverything` and `leaveReadable` leave. */
const WORDS = /secret|waits|Laura|Bennett|Could we see|contract|words of a file/i
const FILE = { name: 'contract.txt', mimeType: 'text/plain', buffer: Buffer.from('words of a file '.repeat(20_000)) }

/** Leaves an answer to a message half written, a queued reply and a queued file. */
const leaveEverything = async (card: Card): Promise<void> => {
  card.portal.faults.set({ method: SEND, kind: 'rate-limit' })
  card.portal.faults.set({ method: UPLOAD, kind: 'rate-limit' })
  await card.open('deal', undefined, { user: ANNA })
  await card.choose(LAURA)
  await card.reply('A reply that waits')
  await expect(card.message('A reply that waits')).toBeVisible()
  await card.attach([FILE])
  await card.field.press('Enter')
  await expect(card.message('contract.txt')).toBeVisible()
  await card.message('could we see it').hover()
  await card.message('could we see it').getByRole('button', { name: 'Reply' }).click()
  await card.field.fill('A secret half written')
}

/**
 * Another page of the app's origin in a frame of the portal, as another app on the same static host would be. Browsers keep one storage for
 * both: that of this origin under this portal.
 */
const openOutside = async ({ portal }: Card, context: BrowserContext, app: string): Promise<Frame> => {
  const page = await context.newPage()
  await page.goto(portal.origin)
  const element = await page.evaluateHandle(
    (src) =>
      new Promise<HTMLIFrameElement>((resolve) => {
        const frame = document.createElement('iframe')
        frame.addEventListener('load', () => resolve(frame))
        frame.src = src
        document.body.append(frame)
      }),
    new URL('icon.svg', app).href,
  )
  const frame = await element.contentFrame()
  if (!frame) throw new Error('The frame is gone')
  return frame
}

/** Everything that a page can read of its origin's storage, as text: names, texts, rows, bytes. */
const dumpOf = (frame: Frame): Promise<string> =>
  frame.evaluate(async () => {
    const found: string[] = []
    const note = async (value: unknown): Promise<void> => {
      if (value instanceof Blob) {
        found.push(value.type)
        await note(new Uint8Array(await value.arrayBuffer()))
      } else if (value instanceof Uint8Array) found.push(new TextDecoder().decode(value))
      else if (typeof value === 'object' && value !== null)
        for (const [name, part] of Object.entries(value)) {
          found.push(name)
          await note(part)
        }
      else found.push(String(value))
    }
    const answerOf = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error ?? new Error('No answer')))
      })
    for (const [name, text] of Object.entries({ ...localStorage })) {
      await note([name, text])
      try {
        await note(atob(String(text)))
      } catch {
        // Not in base64.
      }
    }
    for (const { name = '' } of await indexedDB.databases()) {
      found.push(name)
      const db = await answerOf(indexedDB.open(name))
      for (const store of db.objectStoreNames) {
        const rows = db.transaction(store).objectStore(store)
        const [keys, values] = await Promise.all([answerOf(rows.getAllKeys()), answerOf(rows.getAll())])
        await note([store, keys, values])
      }
      db.close()
    }
    return found.join('\n')
  })

test('what was copied to the names of another user is nothing to them: their key is another', async ({
  card,
  context,
  baseURL,
}) => {
  card.expectNoise()
  await leaveWork(card, ANNA)
  const outside = await openOutside(card, context, baseURL ?? '')
  await outside.evaluate(
    ([anna, mark]) => {
      for (const [name, text] of Object.entries({ ...localStorage }))
        if (name.includes(anna)) localStorage.setItem(name.replace(anna, mark), String(text))
    },
    [`:${ANNA}:sealed`, `:${MARK}:sealed`] as const,
  )
  await card.open('deal', undefined, { user: MARK })
  await card.choose(LAURA)
  await expect(card.field).toHaveValue('')
  const names = () => outside.evaluate(() => Object.keys({ ...localStorage }).join(' '))
  await expect.poll(names).not.toContain(`:${ANNA}:`)
  expect(await names()).toContain(`:${MARK}:sealed:`)
  const keys = [ANNA, MARK].map((user) => card.portal.application.userOptions(user)['key'])
  expect(keys).toEqual([expect.stringMatching(/^\S{44}$/), expect.stringMatching(/^\S{44}$/)])
  expect(keys[0]).not.toBe(keys[1])
})

test('what an earlier version left readable is taken over: sent once, and then readable no longer', async ({
  card,
  portal,
  context,
  baseURL,
}) => {
  const chatId = card.chatId('Laura Bennett', 'telegrambot')
  const outside = await openOutside(card, context, baseURL ?? '')
  const prefix = `chat-panel:${encodeURIComponent(new URL(portal.origin).host)}:${ANNA}`
  await outside.evaluate(
    async ({ name, chat, deal }) => {
      localStorage.setItem(`${name}:draft:${chat}`, 'A secret half written')
      const reply = {
        chatId: chat,
        item: { type: 'deal', id: deal },
        createdAt: Date.now(),
        watermark: { since: Date.now(), after: 0 },
        attempts: 0,
        priority: false,
        confirmedByOperator: false,
        state: { name: 'queued', cause: 'turn', until: null },
      }
      const file = { name: 'contract.txt', size: 15, type: 'text/plain' }
      const opening = indexedDB.open(name, 3)
      opening.addEventListener('upgradeneeded', () => {
        for (const store of ['queues', 'files']) opening.result.createObjectStore(store)
      })
      await new Promise((resolve) => {
        opening.addEventListener('success', resolve)
      })
      const writing = opening.result.transaction(['queues', 'files'], 'readwrite')
      const queue = [
        { ...reply, localId: 'a', text: 'A reply that waits' },
        { ...reply, localId: 'b', text: '', file },
      ]
      writing.objectStore('queues').put(queue, chat)
      writing.objectStore('files').put(new Blob(['words of a file'], { type: 'text/plain' }), 'b')
      await new Promise((resolve) => {
        writing.addEventListener('complete', resolve)
      })
      opening.result.close()
    },
    { name: prefix, chat: chatId, deal: portal.world.showcase.deal },
  )
  expect(await dumpOf(outside)).toMatch(WORDS)

  await card.open('deal', undefined, { user: ANNA })
  await card.choose(LAURA)
  await expect(card.field).toHaveValue('A secret half written')
  await expect(card.message('A reply that waits').getByText('Delivered')).toBeAttached()
  await expect(card.message('contract.txt').getByText(/^(?:Sent|Delivered)$/)).toBeAttached()
  expect([portal.counters.executed(SEND), portal.counters.executed(UPLOAD)]).toEqual([1, 1])
  expect(await dumpOf(outside)).not.toMatch(WORDS)
  await card.page.reload()
  await expect(card.field).toHaveValue('A secret half written')
})

test.describe('of a user who is new to the panel', () => {
  test.use({ newUsers: true })

  test('another page of the same origin finds no word, name or byte; the next page of the panel finds all of it', async ({
    card,
    portal,
    context,
    baseURL,
  }) => {
    card.expectNoise()
    await leaveEverything(card)
    const outside = await openOutside(card, context, baseURL ?? '')
    // Sealed bytes are no shorter than the file.
    await expect.poll(async () => (await dumpOf(outside)).length).toBeGreaterThan(FILE.buffer.length / 2)
    const dump = await dumpOf(outside)
    expect(dump.match(/:sealed:\d+(?::answers)?$/gm)).toHaveLength(2)
    expect(dump).not.toMatch(WORDS)
    expect(dump).not.toContain(String(portal.application.userOptions(ANNA)['key']))

    await card.page.reload()
    await expect(card.field).toHaveValue('A secret half written')
    await expect(card.panel.getByRole('group', { name: 'Reply to Laura Bennett' })).toContainText('could we see it')
    await expect(card.message('A reply that waits')).toBeVisible()
    await expect(card.message('contract.txt')).toBeVisible()
    portal.faults.clear()
    // By itself, as soon as the portal's limit allows.
    await expect(card.message('A reply that waits').getByText('Delivered')).toBeAttached({ timeout: 20_000 })
    await expect(card.message('contract.txt').getByText(/^(?:Sent|Delivered)$/)).toBeAttached({ timeout: 20_000 })
    const sent = [...portal.world.state.files.values()].find(({ name }) => name === 'contract.txt')
    expect(sent?.size).toBe(FILE.buffer.length)
    expect([portal.counters.executed(SEND), portal.counters.executed(UPLOAD)]).toEqual([1, 1])
  })

  test('two tabs that are a user’s first make one key, and read each other’s drafts', async ({
    card,
    portal,
    context,
  }) => {
    const second = new Card(await context.newPage(), portal)
    await Promise.all([card.open('deal', undefined, { user: ANNA }), second.open('deal', undefined, { user: ANNA })])
    await Promise.all([card.choose(LAURA), second.choose(LAURA)])
    await expect(second.field).toHaveValue('')
    await card.field.fill('A secret half written')
    await expect(second.field).toHaveValue('A secret half written')
    expect(portal.application.userOptions(ANNA)['key']).toMatch(/^\S{44}$/)
    expect(second.noise).toEqual([])
  })

  test('where the portal keeps no key nothing is stored, the panel says so, and works', async ({
    card,
    portal,
    context,
    baseURL,
  }) => {
    card.expectNoise()
    portal.faults.set({ method: 'user.option.set', kind: 'refuse', code: 'ACCESS_DENIED', status: 403 })
    await card.open('deal', undefined, { user: ANNA })
    await card.choose(LAURA)
    await expect(card.panel.getByText('This browser keeps nothing for the panel')).toBeVisible()
    await card.reply('Sent without a memory')
    await expect(card.message('Sent without a memory').getByText('Delivered')).toBeAttached()
    await card.field.fill('A secret half written')
    const dump = await dumpOf(await openOutside(card, context, baseURL ?? ''))
    expect(dump).toContain('chat-panel:')
    expect(dump).not.toMatch(/sealed|draft|secret|memory/)
    expect(portal.counters.executed(SEND)).toBe(1)
  })
})
