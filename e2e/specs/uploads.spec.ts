import { expect, test, type Card } from './card-page.ts'

const UPLOAD = 'im.v2.file.upload'

const lauraOf = (card: Card) => card.chatId('Laura Bennett', 'telegrambot')

const openLaura = async (card: Card): Promise<void> => {
  await card.open()
  await card.choose(/^Laura Bennett, Telegram/)
  await expect(card.field).toBeVisible()
}

/** Names of files on the client's phone. */
const filesOf = (card: Card) =>
  card.portal.world.clientView(lauraOf(card)).flatMap(({ files }) => files.map(({ name }) => name))
const timesOf = (card: Card, name: string) => filesOf(card).filter((one) => one === name).length

const delivered = (card: Card, name: string) =>
  expect(card.message(name).getByText(/^(?:Sent|Delivered)$/)).toBeAttached()

const tray = (card: Card) => card.panel.getByRole('list', { name: 'Files to send' })

const file = (name: string, size = 40, mimeType = 'application/pdf') => ({
  name,
  mimeType,
  buffer: Buffer.alloc(size, 7),
})

/** Files dragged from the desktop, made inside the frame: too large ones can't be passed by the browser's protocol. */
const drag = async (card: Card, what: 'dragover' | 'drop', files: readonly { name: string; size: number }[]) =>
  card.conversation('Laura Bennett').evaluate(
    (section, [kind, given]) => {
      const dataTransfer = new DataTransfer()
      for (const { name, size } of given) dataTransfer.items.add(new File([new Uint8Array(size)], name))
      section.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }))
    },
    [what, files] as const,
  )

test('twelve files, one failing, one cancelled, one over the limit: the rest arrive once each', async ({
  card,
  portal,
}) => {
  card.expectNoise()
  await card.page.setViewportSize({ width: 1280, height: 2_400 })
  await openLaura(card)
  const small = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map(
    (letter, place) => `${letter}${10 ** (place % 5)}.pdf`,
  )
  await card.attach([
    file('film.mp4', 9_000_000, 'video/mp4'),
    ...small.map((name, place) => file(name, 10 ** (place % 5))),
    file('last.txt', 70_000, 'text/plain'),
  ])
  await drag(card, 'drop', [{ name: 'backup.zip', size: 101_000_000 }])
  await expect(tray(card).getByRole('listitem')).toHaveCount(12)
  await expect(tray(card).getByRole('alert')).toHaveText('101 MB, and Bitrix24 takes 100 MB at most')

  // The film goes first, and only as far as the connection takes it; the fourth of the others is refused.
  portal.faults.set({ method: UPLOAD, kind: 'stall' })
  portal.faults.set({ method: UPLOAD, kind: 'refuse', code: 'UPLOAD_FAILED', after: 3, times: 1 })
  await card.field.fill('All you asked for')
  await card.field.press('Enter')
  await expect(tray(card).getByRole('listitem')).toHaveCount(1)
  await expect(card.log.getByRole('progressbar', { name: 'Sending film.mp4' })).toBeVisible()
  await expect(card.message('a1.pdf').getByText('Waits')).toBeVisible()
  await card.message('film.mp4').getByRole('button', { name: 'Cancel film.mp4' }).click()
  await expect(card.message('film.mp4').getByText('Cancelled. Checking that it did not go out').first()).toBeVisible()
  portal.faults.clear(1)

  const failed = card.message(small[3] ?? '')
  await expect(failed.getByRole('alert')).toHaveText(/Not sent: Bitrix24 could not store the file\./)
  await delivered(card, 'last.txt')
  // The text written with the files is not sent without them.
  await expect(card.message('All you asked for').getByText('Waits for the reply above.')).toBeVisible()
  await failed.getByRole('button', { name: 'Retry' }).click()
  await delivered(card, 'All you asked for')
  await delivered(card, small[3] ?? '')
  for (const name of [...small, 'last.txt']) expect(timesOf(card, name), name).toBe(1)
  expect(timesOf(card, 'film.mp4')).toBe(0)
  expect(timesOf(card, 'backup.zip')).toBe(0)
  expect(portal.counters.executed(UPLOAD)).toBe(10)
  await tray(card).getByRole('button', { name: 'Remove backup.zip' }).click()
  await expect(tray(card)).toHaveCount(0)
})

test(
  'files come by dragging, by pasting and by the keys, and leave the text alone',
  { tag: '@smoke' },
  async ({ card }) => {
    await openLaura(card)
    await card.field.fill('Half a sentence')
    await drag(card, 'dragover', [{ name: 'plan.dwg', size: 5 }])
    await expect(card.panel.getByText('Drop files to attach')).toBeVisible()
    await drag(card, 'drop', [{ name: 'plan.dwg', size: 5 }])
    await expect(card.panel.getByText('Drop files to attach')).toHaveCount(0)
    await expect(tray(card).getByText('plan.dwg')).toBeVisible()
    await expect(card.field).toBeFocused()

    const paste = (name: string, text: string) =>
      card.field.evaluate(
        (field, [given, words]) => {
          const clipboardData = new DataTransfer()
          clipboardData.items.add(new File(['picture'], given, { type: 'image/png' }))
          if (words) clipboardData.setData('text/plain', words)
          field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
        },
        [name, text] as const,
      )
    await paste('image.png', '')
    await expect(tray(card).getByText(/^image-\d{4}-\d\d-\d\d-\d{6}\.png$/)).toBeVisible()
    // Cells of a table are a text and a picture of it.
    await paste('image.png', 'A1\tB1')
    await expect(tray(card).getByRole('listitem')).toHaveCount(2)

    const chooser = card.page.waitForEvent('filechooser')
    await card.field.press('Alt+a')
    await (await chooser).setFiles([file('offer.pdf')])
    await expect(tray(card).getByRole('listitem')).toHaveCount(3)
    await expect(card.field).toHaveValue('Half a sentence')

    // They wait with their chat.
    await card.choose(/^Tom Ashby/)
    await expect(tray(card)).toHaveCount(0)
    await card.choose(/^Laura Bennett, Telegram/)
    await expect(tray(card).getByRole('listitem')).toHaveCount(3)
  },
)

test('a file outlives its page, and one whose answer is lost is found, not sent again', async ({ card, portal }) => {
  card.expectNoise()
  await openLaura(card)
  portal.faults.set({ method: UPLOAD, kind: 'rate-limit' })
  await card.attach([file('survivor.pdf', 300_000)])
  await card.field.press('Enter')
  await expect(card.message('survivor.pdf').getByText(/slow down/)).toBeVisible()
  await card.page.reload()
  await expect(card.message('survivor.pdf').getByText(/slow down/)).toBeVisible()
  portal.faults.clear()
  await card.message('survivor.pdf').getByRole('button', { name: 'Send now' }).click()
  await delivered(card, 'survivor.pdf')

  portal.faults.set({ method: UPLOAD, kind: 'drop-after', times: 1 })
  await card.attach([file('lost.pdf', 300_000)])
  await card.field.press('Enter')
  await delivered(card, 'lost.pdf')
  expect([timesOf(card, 'survivor.pdf'), timesOf(card, 'lost.pdf')]).toEqual([1, 1])
  expect(portal.counters.executed(UPLOAD)).toBe(2)
})

for (const uploadCodes of ['source', 'documents'] as const)
  test.describe(`a full drive, told by the codes of the ${uploadCodes}`, () => {
    test.use({ portalOptions: { behaviour: { uploadCodes } } })
    test('is named, and the file goes out once there is room', async ({ card, portal }) => {
      card.expectNoise()
      await openLaura(card)
      portal.world.state.diskIsFull = true
      await card.attach([file('plan.pdf')])
      await card.field.press('Enter')
      await expect(card.message('plan.pdf').getByRole('alert')).toContainText('Its Drive may be full')
      portal.world.state.diskIsFull = false
      await card.message('plan.pdf').getByRole('button', { name: 'Retry' }).click()
      await delivered(card, 'plan.pdf')
      expect(timesOf(card, 'plan.pdf')).toBe(1)
    })
  })

test('a file for the team reaches the team, and no client', async ({ card, portal }) => {
  await openLaura(card)
  await card.field.press('Alt+n')
  await expect(card.panel.getByRole('textbox', { name: 'Note for the team' })).toBeFocused()
  const before = filesOf(card)
  await card.attach([file('margin.xlsx')])
  await card.page.keyboard.press('Enter')
  await expect(card.message('margin.xlsx').getByText('internal note')).toBeVisible()
  await expect(card.message('margin.xlsx').getByRole('button', { name: 'Save margin.xlsx' })).toBeVisible()
  const team = [...portal.world.state.files.values()].find(({ name }) => name === 'margin.xlsx')?.chatId ?? 0
  expect(portal.world.state.chat(team)?.kind).toBe('crm')
  expect(filesOf(card)).toEqual(before)
})

test.describe('on an older portal', () => {
  const withoutUpload = (card: Card) => {
    card.expectNoise()
    card.portal.faults.set({ method: UPLOAD, kind: 'refuse', code: 'ERROR_METHOD_NOT_FOUND', status: 404 })
  }

  test.describe('with the permission for its drive', () => {
    test.use({ portalOptions: { scopes: ['crm', 'im', 'imopenlines', 'placement', 'disk'] } })
    test('files go the older way', async ({ card, portal }) => {
      withoutUpload(card)
      await openLaura(card)
      await card.attach([file('first.pdf', 200_000), file('second.pdf')])
      await card.field.press('Enter')
      await delivered(card, 'second.pdf')
      expect([timesOf(card, 'first.pdf'), timesOf(card, 'second.pdf')]).toEqual([1, 1])
      expect(portal.counters.requested(UPLOAD)).toBe(1)
    })
  })

  test('without it the missing permission is named', async ({ card }) => {
    withoutUpload(card)
    await openLaura(card)
    await card.attach([file('first.pdf')])
    await card.field.press('Enter')
    await expect(card.message('first.pdf').getByRole('alert')).toContainText('the permission “Drive” (disk)')
    expect(timesOf(card, 'first.pdf')).toBe(0)
  })
})
