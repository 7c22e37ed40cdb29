import { Card, expect, test } from './card-page.ts'
import { expectAccessible, setWidth } from './axe.ts'
import type { Portal } from '../portal/types.ts'

const LAURA = /^Laura Bennett, Telegram/
const ADMIN = 1
const ANNA = 11

const list = (card: Card) => card.panel.getByRole('listbox', { name: 'Matching templates' })
const template = (card: Card, name: string | RegExp) => list(card).getByRole('option', { name })
const dialog = (card: Card) => card.panel.getByRole('dialog')
const row = (card: Card, name: string) => dialog(card).getByRole('listitem').filter({ hasText: name })

/** As stored by the app: id, unix ms, name, command, text, earlier versions. */
const stored = (...templates: readonly [name: string, command: string, text: string][]) =>
  JSON.stringify({
    v: 1,
    t: templates.map(([name, command, text], index) => [`t${index}`, 1_000, name, command, text, []]),
    x: [],
  })
const begin = (portal: Portal) => {
  portal.application.setUserOptions(ANNA, {
    templates: stored(
      [
        'Greeting',
        'hi',
        'Good day, {client.first_name}! This is {operator.first_name} about {deal.title} (no. {deal.id}).',
      ],
      ['Invoice sent', 'invoice', 'The invoice {number} is in your mailbox.'],
      ['Installation', '', 'It takes one day.'],
    ),
  })
  portal.application.setAppOptions({ templates: stored(['Opening hours', 'hours', 'We are open 9 to 18.']) })
}
const keptBy = (portal: Portal, user: number) => JSON.stringify(portal.application.userOptions(user)['templates'] ?? '')

const openManager = async (card: Card) => {
  // The keys work once the field is there.
  await expect(card.field).toBeVisible()
  await card.page.keyboard.press('Control+k')
  await card.panel.getByRole('combobox', { name: 'What do you want to do?' }).fill('manage templ')
  await card.page.keyboard.press('Enter')
  await expect(dialog(card)).toBeVisible()
}
test(
  '“/” finds a template, Enter puts it in with what is known, and Esc leaves what was typed',
  { tag: '@smoke' },
  async ({ card, portal }) => {
    begin(portal)
    await card.open()
    await card.choose(LAURA)
    await card.field.pressSequentially('Dear, /')
    await expect(list(card).getByRole('option')).toHaveCount(4)
    await expect(card.field).toHaveAttribute('aria-autocomplete', 'list')
    await expect(card.field).not.toHaveAttribute('aria-activedescendant', /./)
    await expect(card.panel.getByText('4 templates', { exact: true })).toBeAttached()
    await card.page.keyboard.press('Escape')
    await expect(list(card)).toBeHidden()
    await expect(card.field).toHaveValue('Dear, /')

    await card.field.fill('')
    await card.field.pressSequentially('/in')
    await expect(list(card).getByRole('option')).toHaveCount(2)
    await card.page.keyboard.press('ArrowDown')
    await card.page.keyboard.press('ArrowDown')
    await expect(card.field).toHaveAttribute('aria-activedescendant', /./)
    await expect(template(card, /^Installation/)).toHaveAttribute('aria-selected', 'true')
    await card.page.keyboard.press('Tab')
    await expect(card.field).toHaveValue('It takes one day.')

    await card.field.fill('')
    await card.field.pressSequentially('/hi')
    await card.page.keyboard.press('Enter')
    await expect(card.field).toHaveValue('Good day, Laura! This is Anna about Kitchen for Harbour Café (no. 1482).')
    // The field's own undo takes it back.
    await card.page.keyboard.press('Control+z')
    await expect(card.field).toHaveValue('/hi')
  },
)

test('what is not known is marked, and asked about once before it goes out', async ({ card, portal }) => {
  begin(portal)
  await card.open()
  await card.choose(LAURA)
  await card.field.pressSequentially('/inv')
  await card.page.keyboard.press('Enter')
  await expect(card.field).toHaveValue('The invoice {number} is in your mailbox.')
  await expect(card.panel.getByText('Fill in before you send:')).toBeVisible()
  await card.page.keyboard.press('End')
  await card.page.keyboard.press('Enter')
  await expect(card.panel.getByText('{number} is not filled in. Press Enter again to send it as it is.')).toBeVisible()
  expect(card.clientSees(card.chatId('Laura Bennett', 'telegrambot'))).not.toContain(
    'The invoice {number} is in your mailbox.',
  )
  await card.panel.getByRole('button', { name: 'Fill in {number}' }).click()
  await card.page.keyboard.type('2291')
  await expect(card.panel.getByText('Fill in before you send:')).toBeHidden()
  await card.page.keyboard.press('Enter')
  await expect(card.message('The invoice 2291 is in your mailbox.')).toBeVisible()
})

test('the button opens them by touch and at a phone’s width, and takes its slash back', async ({ card, portal }) => {
  begin(portal)
  await card.open('deal', undefined, { width: 360 })
  await card.row(LAURA).click()
  await card.field.fill('Hello')
  const button = card.panel.getByRole('button', { name: 'Templates (/)' })
  await button.click()
  await expect(template(card, /^Opening hours/)).toBeVisible()
  await expectAccessible(card, 'the list of templates')
  await button.click()
  await expect(list(card)).toBeHidden()
  await expect(card.field).toHaveValue('Hello')
  await button.click()
  await template(card, /^Opening hours/).click()
  await expect(card.field).toHaveValue('Hello We are open 9 to 18.')
  await setWidth(card, 560)
  await button.click()
  await expectAccessible(card, 'the list of templates at 560 px')
})

test('templates are written, changed, deleted and brought back, and are there after a reload', async ({
  card,
  portal,
}) => {
  await card.open()
  await card.choose(LAURA)
  await card.field.pressSequentially('/')
  await expect(card.panel.getByText('No templates yet')).toBeVisible()
  await card.panel.getByRole('button', { name: 'New template' }).click()
  await expectAccessible(card, 'the editor')
  await dialog(card).getByRole('button', { name: 'Save' }).click()
  await expect(dialog(card).getByText('Give it a name.')).toBeVisible()
  await dialog(card).getByRole('textbox', { name: 'Name' }).fill('Thanks')
  await dialog(card).getByRole('textbox', { name: 'Command after /' }).fill('Thank You')
  await dialog(card).getByRole('textbox', { name: 'Text' }).fill('Thank you, ')
  await dialog(card)
    .getByRole('button', { name: /^{client.first_name}/ })
    .click()
  await dialog(card).getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => keptBy(portal, ANNA)).toContain('thank-you')

  await card.open()
  await card.choose(LAURA)
  await openManager(card)
  await expectAccessible(card, 'the templates')
  await dialog(card).getByRole('button', { name: 'Edit “Thanks”' }).click()
  await dialog(card).getByRole('textbox', { name: 'Text' }).fill('Thanks a lot!')
  await dialog(card).getByRole('button', { name: 'Save' }).click()
  await expect(row(card, 'Thanks a lot!')).toBeVisible()
  await dialog(card).getByRole('button', { name: 'Delete “Thanks”' }).click()
  await expect(row(card, 'Thanks a lot!')).toBeHidden()
  await dialog(card).getByRole('button', { name: 'Undo' }).click()
  await expect(row(card, 'Thanks a lot!')).toBeVisible()
  await expect.poll(() => keptBy(portal, ANNA)).toContain('Thanks a lot!')
})

test('shared ones are for everybody, and administrators change them', async ({ card, portal, browser }) => {
  begin(portal)
  const admin = new Card(await (await browser.newContext()).newPage(), portal)
  await admin.open('deal', undefined, { user: ADMIN })
  await admin.choose(LAURA)
  await openManager(admin)
  await dialog(admin).getByRole('button', { name: 'Shared' }).click()
  await dialog(admin).getByRole('button', { name: 'Edit “Opening hours”' }).click()
  await dialog(admin).getByRole('textbox', { name: 'Text' }).fill('We are open 9 to 20.')
  await dialog(admin).getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => JSON.stringify(portal.application.appOptions)).toContain('9 to 20')

  await card.open()
  await card.choose(LAURA)
  await openManager(card)
  await dialog(card).getByRole('button', { name: 'Shared' }).click()
  await expect(row(card, 'We are open 9 to 20.')).toBeVisible()
  await expect(dialog(card).getByText('Everybody can use these. Administrators change them.')).toBeVisible()
  await expect(dialog(card).getByRole('button', { name: /^Edit/ })).toBeHidden()
  await admin.page.context().close()
})

test('two who change the same template at once both keep what they wrote', async ({ card, portal, browser }) => {
  begin(portal)
  const home = new Card(await (await browser.newContext()).newPage(), portal)
  for (const [one, text] of [
    [card, 'From the office'],
    [home, 'From home'],
  ] as const) {
    await one.open()
    await one.choose(LAURA)
    await openManager(one)
    await dialog(one).getByRole('button', { name: 'Edit “Installation”' }).click()
    await dialog(one).getByRole('textbox', { name: 'Text' }).fill(text)
  }
  // Both have read before one of them writes: the later write overwrites the earlier one, as on a real portal.
  portal.setLatency(400)
  await Promise.all([card, home].map((one) => dialog(one).getByRole('button', { name: 'Save' }).click()))
  await expect
    .poll(() => keptBy(portal, ANNA), { timeout: 40_000 })
    .toMatch(/From the office.*From home|From home.*From the office/)
  expect(keptBy(portal, ANNA)).toContain('Invoice sent')
  portal.setLatency(0)
  await home.page.context().close()
})

test('a full store is told before anything is written, and loses nothing', async ({ card, portal }) => {
  begin(portal)
  portal.application.setUserOptions(ANNA, { another: 'x'.repeat(58_500) })
  await card.open()
  await card.choose(LAURA)
  await openManager(card)
  await dialog(card).getByRole('button', { name: 'New template' }).click()
  await dialog(card).getByRole('textbox', { name: 'Name' }).fill('Too much')
  await dialog(card).getByRole('textbox', { name: 'Text' }).fill('Much '.repeat(300))
  await expect(dialog(card).getByText(/There is no room left/)).toBeVisible()
  await dialog(card).getByRole('button', { name: 'Save' }).click()
  await expect(dialog(card).getByText(/There is no room left/)).toBeVisible()
  await dialog(card).getByRole('textbox', { name: 'Text' }).fill('Short')
  await dialog(card).getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => keptBy(portal, ANNA)).toContain('Short')
  expect(keptBy(portal, ANNA)).toContain('Invoice sent')
  expect(portal.application.userOptions(ANNA)['another']).toHaveLength(58_500)
})

const WITH_LISTS = ['crm', 'im', 'imopenlines', 'placement', 'pull', 'lists']
const openImport = async (card: Card) => {
  await openManager(card)
  await dialog(card).getByRole('button', { name: 'Import quick answers' }).click()
}

for (const [title, portalOptions] of [
  ['a new portal, without the permission for lists', {}],
  ['an old portal, with the permission for lists', { generation: 'old', scopes: WITH_LISTS }],
] as const)
  test.describe(title, () => {
    test.use({ portalOptions })
    test.beforeEach(async ({ card, portal }) => {
      // The newer method is tried first.
      card.expectNoise()
      portal.world.state.quickAnswers.push('Good day! How can I help?')
      await card.open()
      await card.choose(LAURA)
    })

    test('quick answers of the line become templates, from every page', async ({ card, portal }) => {
      const more = Array.from({ length: 58 }, (_, index) => `Answer ${index}`)
      portal.world.state.quickAnswers.push(...more, 'Goodbye 👋')
      await openImport(card)
      await expect(dialog(card).getByRole('checkbox')).toHaveCount(60)
      await dialog(card)
        .getByRole('checkbox', { name: /Goodbye/ })
        .check()
      await dialog(card).getByRole('button', { name: 'Import 1 answer' }).click()
      await expect(row(card, 'Goodbye 👋')).toBeVisible()
      await expect.poll(() => keptBy(portal, ANNA)).toContain('Goodbye')
    })

    test('a line without quick answers has none', async ({ card, portal }) => {
      portal.world.state.hasQuickAnswerList = false
      await openImport(card)
      await expect(dialog(card).getByText('This line has no quick answers.')).toBeVisible()
    })

    test('who may not see them is told so', async ({ card, portal }) => {
      for (const line of portal.world.state.lines.values()) line.queue.length = 0
      await openImport(card)
      await expect(dialog(card).getByText('You may not read the quick answers of this line')).toBeVisible()
    })
  })

test.describe('an old portal, without the permission for lists', () => {
  test.use({ portalOptions: { generation: 'old' } })

  test('it is said which permission is missing, and nothing is asked that it refuses', async ({ card, portal }) => {
    card.expectNoise()
    portal.world.state.quickAnswers.push('Good day! How can I help?')
    await card.open()
    await card.choose(LAURA)
    await openImport(card)
    await expect(dialog(card).getByText('The app has no permission for lists')).toBeVisible()
    await expectAccessible(card, 'what is missing for quick answers')
    expect(portal.counters.requested('lists.element.get')).toBe(0)
  })
})

test('emoji are found by name and go to the caret; keys make words bold where that arrives', async ({ card }) => {
  await card.open()
  await card.choose(LAURA)
  await card.field.fill('Hello !')
  await card.field.press('ArrowLeft')
  await card.panel.getByRole('button', { name: 'Emoji' }).click()
  const search = card.panel.getByRole('combobox', { name: 'Search emoji' })
  await expect(card.panel.getByRole('option', { name: 'thumbs up' })).toBeVisible()
  await expectAccessible(card, 'the emoji')
  await search.fill('waving hand')
  await card.page.keyboard.press('Enter')
  await expect(card.field).toHaveValue('Hello 👋!')
  await expect(card.field).toBeFocused()
  await card.panel.getByRole('button', { name: 'Emoji' }).click()
  await expect(
    card.panel.getByRole('group', { name: 'Used lately' }).getByRole('option', { name: 'waving hand' }),
  ).toBeVisible()
  await card.page.keyboard.press('Escape')
  await expect(search).toBeHidden()
  await expect(card.field).toBeFocused()

  await card.page.keyboard.press('Control+a')
  await card.page.keyboard.press('Control+b')
  await expect(card.field).toHaveValue('Hello 👋!')
  await card.choose(/^Tom Ashby/)
  await card.field.fill('Today')
  await card.page.keyboard.press('Control+a')
  await card.page.keyboard.press('Control+b')
  await expect(card.field).toHaveValue('[b]Today[/b]')
  await card.page.keyboard.press('Control+b')
  await expect(card.field).toHaveValue('Today')
})
