import { expect, test, type Card } from './card-page.ts'
import { expectAccessible } from './axe.ts'
import type { Kind } from '../portal/world/catalogue.ts'

// Every kind of message, in one chat. A kind without a check does not compile.

const open = async (card: Card, view: { user?: number; lang?: string } = {}): Promise<void> => {
  // High enough for all of it: rows outside of the viewport are not rendered.
  await card.page.setViewportSize({ width: 1280, height: 8_000 })
  await card.open('deal', card.portal.world.showcase.catalogue, view)
  await expect(card.message('Good morning, one line of plain words.')).toBeVisible()
}

/** Whether pressing a button puts a text into the field without sending anything. */
const puts = async (card: Card, press: () => Promise<void>, text: string) => {
  await card.field.fill('')
  await press()
  await expect(card.field).toHaveValue(text)
}

const CHECKS: Record<Kind, (card: Card) => Promise<void>> = {
  plain: async (card) => expect(card.message('Good morning, one line of plain words.')).toHaveCount(1),
  formatted: async (card) => {
    const message = card.message('bold italic under struck')
    for (const [tag, text] of [
      ['b', 'bold'],
      ['i', 'italic'],
      ['u', 'under'],
      ['s', 'struck'],
      ['code', 'a < b && c'],
    ] as const)
      await expect(message.locator(tag).filter({ hasText: text }).first()).toBeVisible()
    await expect(message.getByRole('link', { name: 'worktops' })).toHaveAttribute(
      'href',
      'https://example.com/worktops',
    )
    await expect(message.getByRole('link', { name: 'the workshop' })).toHaveAttribute('href', 'tel:+493055512')
    await expect(message.locator('img')).toHaveCount(0)
    await expect(message).toContainText('smile')
  },
  broken: async (card) => {
    const message = card.message('never closed')
    await expect(message).toContainText('not a link')
    await expect(message.getByRole('link')).toHaveCount(0)
    await expect(message).toContainText('[unknown]code[/unknown]')
  },
  links: async (card) => {
    const links = card.message('See www.example.com/oak').getByRole('link')
    await expect(links).toHaveText(['www.example.com/oak', 'hello@example.com', '+44 20 7946 0018'])
  },
  emoji: async (card) => expect(card.message('👍🎉').getByText('👍🎉')).toHaveCSS('font-size', '32px'),
  quotedLines: async (card) => {
    const message = card.message('Then I come at nine.')
    await expect(message).toContainText('We open at nine.')
    await expect(message).not.toContainText('>>')
  },
  quotedBlock: async (card) => {
    const message = card.message('Yes, twice.')
    await expect(message).toContainText('Is the oak oiled?')
    await expect(message).not.toContainText('-----')
  },
  mentions: async (card) => {
    await expect(card.message('knows, see').getByRole('button', { name: 'Anna Keller' })).toBeVisible()
    await expect(card.message('knows, see').getByRole('button', { name: 'the common chat' })).toBeVisible()
  },
  offered: async (card) => {
    const offer = (name: string) => card.message('what oak costs').getByRole('button', { name })
    await puts(card, () => offer('what oak costs').click(), '/price oak')
    await puts(card, () => offer('when we open').click(), '/hours')
  },
  offeredByClient: async (card) => {
    const message = card.message('Press here, please.')
    await expect(message).toBeVisible()
    await expect(message.getByRole('button', { name: 'here' })).toHaveCount(0)
  },
  moment: async (card) => expect(card.message('The fitter comes').locator('time').first()).toContainText(/\d\d:\d\d/),
  longText: async (card) => {
    const message = card.message('A long story')
    await expect(message).not.toContainText('the end.')
    await message.getByRole('button', { name: /^Show all \([\d,]+ characters\)/ }).click()
    await expect(message).toContainText('the end.')
  },
  picture: async (card) => {
    const picture = card.log.getByRole('link', { name: 'Picture kitchen.jpg, open' }).locator('img')
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  },
  album: async (card) => {
    const album = card.message('All the corners')
    await expect(album.getByRole('link', { name: /^Picture corner-/ })).toHaveCount(4)
    await expect(album).toContainText('+1')
  },
  video: async (card) => expect(card.log.getByRole('button', { name: 'Play walk.mp4' })).toBeVisible(),
  voice: async (card) => expect(card.log.getByRole('button', { name: 'Play voice.wav' })).toBeVisible(),
  audio: async (card) => expect(card.log.getByRole('button', { name: 'Play squeak.wav' })).toBeVisible(),
  document: async (card) => {
    await expect(card.message('Offer 2291.pdf')).toContainText('1.9 MB')
    await expect(card.log.getByRole('button', { name: 'Save Offer 2291.pdf' })).toBeVisible()
  },
  contact: async (card) => expect(card.log.getByRole('button', { name: 'Save Oak supplier.vcf' })).toBeVisible(),
  location: async (card) =>
    expect(card.message('Harbour Road 4').getByRole('link', { name: /maps\.example\.com/ })).toBeVisible(),
  lostFile: async (card) => {
    await card.log.getByRole('button', { name: 'Save gone.zip' }).click()
    await expect(card.message('The file behind this is gone.').getByRole('alert')).toHaveText(
      'This file is no longer there.',
    )
  },
  attachment: async (card) => {
    const order = card.message('Your order')
    await expect(order).toContainText('Order 2291')
    await expect(order.locator('b').filter({ hasText: '2.7 m' })).toBeVisible()
    await expect(order.getByRole('link', { name: 'Catalogue' })).toHaveAttribute(
      'href',
      'https://example.com/catalogue',
    )
    await expect(order).toContainText('All worktops')
    await expect(order).not.toContainText('no HTML')
    for (const text of ['Price', '€ 4,180', 'Fitting', 'Remark', 'Doorway is 81 cm wide', 'Care.pdf', '51.2 kB'])
      await expect(order).toContainText(text)
    await expect(order.getByRole('img', { name: 'Oak' })).toBeVisible()
    await expect(order).not.toContainText('nobody knows this block')
  },
  crmMessage: async (card) => {
    await card.message('Your order').getByRole('button', { name: 'Kitchen' }).click()
    await expect(card.page.getByRole('dialog')).toBeVisible()
    await card.page.keyboard.press('Escape')
    await expect(card.log.getByRole('button', { name: 'Kitchen for Harbour Café' })).toBeVisible()
  },
  keyboard: async (card) => {
    const buttons = card.message('What next?').getByRole('group', { name: 'Buttons the client sees' })
    const link = (name: string) => buttons.getByRole('link', { name })
    await expect(link('Site')).toHaveAttribute('href', 'https://example.com/visit')
    await expect(link('Ring up')).toHaveAttribute('href', 'tel:+493055512')
    await expect(link('From the menu')).toHaveAttribute('href', 'https://example.com/menu')
    await expect(link('Evil')).toHaveCount(0)
    await puts(card, () => buttons.getByRole('button', { name: 'Put' }).click(), 'I would like ')
    await puts(card, () => buttons.getByRole('button', { name: 'Say yes' }).click(), 'Yes, please')
    await expect(buttons.getByRole('button', { name: 'Team' })).toBeVisible()
    for (const name of ['Book a visit', 'Our app']) {
      await expect(buttons.getByTitle('Only the client can press this').filter({ hasText: name })).toBeVisible()
      await expect(buttons.getByRole('button', { name })).toHaveCount(0)
    }
    await expect(buttons.getByTitle('Switched off')).toHaveText('Not now')
    await expect(buttons.getByRole('button')).toHaveCount(4)
  },
  keyboardOfClient: async (card) => {
    const message = card.message('Press mine')
    await expect(message.getByTitle('Buttons that a client sends do nothing here')).toHaveText('Free money')
    await expect(message.getByRole('button', { name: 'Free money' })).toHaveCount(0)
  },
  formSent: async (card) => expect(card.log.getByText('Form, sent to the client')).toHaveCount(2),
  formOfBot: async (card) =>
    expect(card.message('Please leave your address').getByText('Form, sent to the client')).toBeVisible(),
  formFilled: async (card) =>
    expect(card.message('Address: Harbour Road 4').getByText('Form, filled in by the client')).toBeVisible(),
  reply: async (card) =>
    expect(card.message('To your first line').getByRole('button', { name: /Show the answered message/ })).toBeVisible(),
  forwarded: async (card) =>
    expect(card.message('Oak is back in stock.').getByText('Passed on from Warehouse')).toBeVisible(),
  edited: async (card) => expect(card.message('We come on Tuesday.').getByText('edited')).toBeVisible(),
  deleted: async (card) => expect(card.message('Message deleted')).toHaveCount(1),
  liked: async (card) =>
    expect(card.message('The island fits perfectly!').getByTitle('Anna Keller, Mark Olsen')).toContainText('2'),
  pinned: async (card) => expect(card.message('Delivery address').getByTitle('Pinned')).toBeVisible(),
  large: async (card) => expect(card.message('HURRAY').getByText('HURRAY')).toHaveCSS('font-size', '22px'),
  otherName: async (card) =>
    expect(card.log.getByRole('article', { name: /^Harbour News/ })).toContainText('This comes from our newsletter.'),
  bot: async (card) => expect(card.log.getByRole('article', { name: /^Reception bot/ }).last()).toContainText('bot'),
  note: async (card) => expect(card.message('Between us').getByText('internal note')).toBeVisible(),
  operatorChange: async (card) =>
    expect(card.log.getByText(/transferred the conversation to Mark Olsen/)).toBeVisible(),
  unknown: async (card) => expect(card.message('A message with things nobody knows.')).toBeVisible(),
  read: async (card) => expect(card.message('Have you seen this?').getByText('Read by the client')).toBeAttached(),
  failed: async (card) => expect(card.message('This did not get through.').getByText('Not delivered')).toBeAttached(),
  sending: async (card) => expect(card.message('This is on its way.').getByText('Sending')).toBeAttached(),
}

const kinds = Object.keys(CHECKS) as Kind[]
const middle = kinds.indexOf('attachment')

test('every kind of text and file is shown as what it is', async ({ card }) => {
  card.expectNoise()
  await open(card)
  for (const kind of kinds.slice(0, middle)) await test.step(kind, () => CHECKS[kind](card))
})

test('attachments, buttons, forms and marks are shown as what they are', async ({ card, portal }) => {
  card.expectNoise()
  await open(card)
  for (const kind of kinds.slice(middle)) await test.step(kind, () => CHECKS[kind](card))
  expect(portal.counters.executed('imopenlines.crm.message.add')).toBe(0)
})

test('the catalogue is accessible in both themes', async ({ card }) => {
  card.expectNoise()
  await open(card)
  await expect(card.log.getByRole('group', { name: 'Buttons the client sees' }).first()).toBeVisible()
  await expectAccessible(card, 'every kind of message')
})
