import { expect, test, type Card } from './card-page.ts'

const openCard = async (card: Card): Promise<void> => {
  await card.open()
  await expect(card.log).toBeVisible()
}

const press = async (card: Card, ...keys: string[]): Promise<void> => {
  for (const key of keys) await card.page.keyboard.press(key)
}

/** From the card into the panel; the skip link is its first stop. Between two processes the focus may take a moment. */
const tabIntoThePanel = async (card: Card): Promise<void> => {
  const skip = card.panel.getByRole('button', { name: 'Skip to message field' })
  await expect(async () => {
    await card.page.getByRole('tab', { name: 'Chats' }).focus()
    await press(card, 'Tab')
    await expect(skip).toBeFocused({ timeout: 1_000 })
    await expect(skip).toBeInViewport({ timeout: 1_000 })
  }).toPass()
}

/** The skip link leads to the message field. */
const skipToField = async (card: Card): Promise<void> => {
  await tabIntoThePanel(card)
  await press(card, 'Enter')
  await expect(card.field).toBeFocused()
}

test('the whole job by keys alone: choose a chat, answer, go on to the next', async ({ card }) => {
  await openCard(card)
  await skipToField(card)

  // From pane to pane to the list, and down to the next chat.
  await press(card, 'Shift+F6')
  await expect(card.list).toBeFocused()
  await press(card, 'ArrowDown', 'Enter')
  await expect(card.row(/^Laura Bennett, Telegram/)).toHaveAttribute('aria-selected', 'true')
  await expect(card.field).toBeFocused()
  await card.page.keyboard.type('By keys alone')
  await press(card, 'Enter')
  await expect(card.message('By keys alone').getByText('Delivered')).toBeAttached()

  await press(card, 'Alt+ArrowDown')
  await expect(card.row(/^Laura Bennett, WhatsApp/)).toHaveAttribute('aria-selected', 'true')
  await expect(card.field).toBeFocused()
  await press(card, 'Alt+ArrowUp')
  await expect(card.row(/^Laura Bennett, Telegram/)).toHaveAttribute('aria-selected', 'true')
})

test('F6 goes round the panes, Shift+F6 back', async ({ card }) => {
  await openCard(card)
  await skipToField(card)
  await press(card, 'F6')
  await expect(card.details.locator(':focus')).toHaveCount(1)
  await press(card, 'F6')
  await expect(card.panel.getByRole('complementary', { name: 'Chats' }).locator(':focus')).toHaveCount(1)
  await press(card, 'F6')
  await expect(card.field).toBeFocused()
  await press(card, 'Shift+F6', 'Shift+F6')
  await expect(card.details.locator(':focus')).toHaveCount(1)
})

test(
  'the arrows walk the list without opening anything, Home and End go to its ends',
  { tag: '@smoke' },
  async ({ card }) => {
    await openCard(card)
    // The list keeps the order in which the focus finds it.
    await expect(card.row(/^Harbour Café, VK, closed, Photo/)).toBeAttached()
    await card.list.focus()
    const active = async (): Promise<string> => {
      const id = await card.list.getAttribute('aria-activedescendant')
      return (await card.panel.locator(`[id="${id}"]`).textContent()) ?? ''
    }
    await press(card, 'End')
    await expect.poll(active).toMatch(/^Harbour Café, VK/)
    await press(card, 'ArrowUp')
    await expect.poll(active).toMatch(/^Marco Silva/)
    await press(card, 'Home')
    await expect.poll(active).toMatch(/^Tom Ashby/)
    await expect(card.row(/^Tom Ashby/)).toHaveAttribute('aria-selected', 'true')
    await press(card, 'End', 'Space')
    await expect(card.conversation('Harbour Café')).toBeVisible()
  },
)

test('/ goes to the search, but types itself where one writes', async ({ card }) => {
  await openCard(card)
  await skipToField(card)
  await press(card, '/')
  await expect(card.field).toHaveValue('/')
  await card.list.focus()
  await press(card, '/')
  const search = card.panel.getByRole('searchbox', { name: 'Search chats' })
  await expect(search).toBeFocused()
  await expect(search).toHaveValue('')
})

/** Keeps back what comes after the first screen, the message field among it; returns how to let it come. */
const holdDeferredParts = async (card: Card): Promise<() => Promise<void>> => {
  let letGo = () => {}
  let asked = 0
  const held = new Promise<void>((resolve) => (letGo = resolve))
  await card.page.route(/\/assets\/deferred-[^/]*\.js$/, async (route) => {
    asked += 1
    await held
    await route.continue()
  })
  return async () => {
    // The page asks for them when it is idle.
    await expect.poll(() => asked).toBeGreaterThan(0)
    letGo()
  }
}

/** What takes the focus and the keys until the message field is there. */
const placeholderField = (card: Card) => card.panel.getByRole('textbox', { name: 'Loading' })

test('what is typed before the field is there goes into it, in order, and is not sent', async ({ card, portal }) => {
  const letGo = await holdDeferredParts(card)
  await openCard(card)
  // The client of this chat has been answered: Enter would send at once.
  await card.row(/^Laura Bennett, Telegram/).click()
  await expect(placeholderField(card)).toBeFocused()
  await card.page.keyboard.type('One two')
  await press(card, 'Enter')
  await card.page.keyboard.type('three')
  await letGo()
  await expect(card.field).toBeFocused()
  await card.page.keyboard.type(' four')
  await expect(card.field).toHaveValue('One two\nthree four')
  expect(portal.counters.executed('imopenlines.crm.message.add')).toBe(0)
})

test('the skip link and F6 lead to the field that is still on its way', async ({ card }) => {
  const letGo = await holdDeferredParts(card)
  await openCard(card)
  await tabIntoThePanel(card)
  await press(card, 'Enter')
  await expect(placeholderField(card)).toBeFocused()
  await press(card, 'Shift+F6')
  await expect(card.list).toBeFocused()
  await press(card, 'F6')
  await expect(placeholderField(card)).toBeFocused()
  await letGo()
  await expect(card.field).toBeFocused()
  await card.page.keyboard.type('Here')
  await expect(card.field).toHaveValue('Here')
})

test('a key pressed before its part of the panel is there is obeyed then, unless something else was done since', async ({
  card,
}) => {
  const letGo = await holdDeferredParts(card)
  await openCard(card)
  await card.list.focus()
  await press(card, '?')
  await press(card, 'Control+K')
  await letGo()
  await expect(card.panel.getByRole('dialog', { name: 'Commands' })).toBeVisible()
  await expect(card.panel.getByRole('dialog')).toHaveCount(1)
})

test('a chat and its details that are clicked before the rest of the panel is there open', async ({ card }) => {
  const letGo = await holdDeferredParts(card)
  await card.open('deal', undefined, { width: 560 })
  await card.choose(/^Marco Silva/)
  await expect(card.message('Ok, I will call you next week')).toBeVisible()
  await card.panel.getByRole('button', { name: 'Details' }).click()
  await letGo()
  await expect(card.details.getByText('Marco Silva').first()).toBeVisible()
})

test('what was typed before the field is there waits in its chat, and a field that comes takes no focus back', async ({
  card,
}) => {
  const letGo = await holdDeferredParts(card)
  await openCard(card)
  await card.row(/^Laura Bennett, Telegram/).click()
  await card.page.keyboard.type('For Telegram')
  await card.row(/^Laura Bennett, WhatsApp/).click()
  await expect(placeholderField(card)).toHaveValue('')
  await card.page.keyboard.type('For WhatsApp')
  await card.list.focus()
  await letGo()
  await expect(card.field).toHaveValue('For WhatsApp')
  await expect(card.list).toBeFocused()
  await card.choose(/^Laura Bennett, Telegram/)
  await expect(card.field).toHaveValue('For Telegram')
  await expect(card.field).toBeFocused()
})

test('a field that comes late leaves the keys to an operator who has gone on meanwhile', async ({ card }) => {
  const letGo = await holdDeferredParts(card)
  await openCard(card)
  await card.row(/^Laura Bennett, Telegram/).click()
  const search = card.panel.getByRole('searchbox', { name: 'Search chats' })
  await search.click()
  await card.page.keyboard.type('Tom')
  await letGo()
  await expect(card.field).toBeVisible()
  await card.page.keyboard.type(' Ashby')
  await expect(search).toHaveValue('Tom Ashby')
  await expect(card.field).toHaveValue('')
})

test('a step that takes its time leaves the keys to an operator who has gone on meanwhile', async ({
  card,
  portal,
}) => {
  await openCard(card)
  const answer = card.panel.getByRole('button', { name: 'Answer', exact: true })
  await expect(answer).toBeVisible()
  portal.faults.set({ method: 'imopenlines.operator.answer', kind: 'delay', ms: 3_000, times: 1 })
  await answer.click()
  const search = card.panel.getByRole('searchbox', { name: 'Search chats' })
  await search.click()
  await card.page.keyboard.type('To')
  await expect(card.panel.getByRole('button', { name: 'Send', exact: true })).toBeVisible()
  await card.page.keyboard.type('m')
  await expect(search).toHaveValue('Tom')
  await expect(card.field).toHaveValue('')
})

test('the messages are walked with the arrows, one tab stop for all', async ({ card }) => {
  await openCard(card)
  await card.choose(/^Laura Bennett, Telegram/)
  await expect(card.field).toBeFocused()
  await expect(card.message('Great! And could we see it')).toBeVisible()
  await expect(card.log.locator('article[tabindex="0"]')).toHaveCount(1)
  await card.message('Great! And could we see it').focus()
  await press(card, 'ArrowUp')
  await expect(card.message('That works for us')).toBeFocused()
  await press(card, 'End')
  await expect(card.message('Great! And could we see it')).toBeFocused()
})

test(
  'a step is taken by keys: the chat is answered and the focus comes to the field',
  { tag: '@smoke' },
  async ({ card, portal }) => {
    await openCard(card)
    await card.panel.getByRole('button', { name: 'Answer', exact: true }).focus()
    await press(card, 'Enter')
    await expect(card.field).toBeFocused()
    await expect.poll(() => portal.counters.executed('imopenlines.operator.answer')).toBe(1)
  },
)

test('the details over the conversation keep the focus until Esc', async ({ card }) => {
  await card.open('deal', undefined, { width: 560 })
  const toggle = card.panel.getByRole('button', { name: 'Details', exact: true })
  await toggle.focus()
  await press(card, 'Enter')
  const dialog = card.panel.getByRole('dialog', { name: 'Details' })
  await expect(dialog).toBeVisible()
  expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true)
  await press(card, 'Escape')
  await expect(dialog).toHaveCount(0)
  await expect(toggle).toBeFocused()
})

test('in one pane Esc leads back to the list', async ({ card }) => {
  await card.open('deal', undefined, { width: 400 })
  await card.list.focus()
  await press(card, 'ArrowDown', 'Enter')
  await expect(card.conversation('Laura Bennett')).toBeVisible()
  // The keys work once the field is there.
  await expect(card.field).toBeFocused()
  await press(card, 'Escape')
  await expect(card.list).toBeVisible()
})

test('wherever Tab leads, one sees it', async ({ card }) => {
  await openCard(card)
  await card.choose(/^Laura Bennett, Telegram/)
  const frame = await card.frame()

  /** Records the style of the focused element and of what may show its focus; tells whether those of the previous stop have changed. */
  const step = () =>
    frame.evaluate(() => {
      interface Stop {
        name: string
        elements: Element[]
        look: string
      }
      const memory = globalThis as unknown as { lastStop?: Stop | undefined }
      const lookOf = (elements: Element[]): string =>
        elements
          .map((element) => {
            const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, opacity, clipPath } =
              getComputedStyle(element)
            return [outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, opacity, clipPath].join()
          })
          .join(';')
      const before = memory.lastStop
      const told = before ? { name: before.name, seen: lookOf(before.elements) !== before.look } : null

      const focused = document.activeElement
      memory.lastStop = undefined
      if (focused && focused !== document.body && document.hasFocus()) {
        // The focus is shown on the active row of the list, on the box around a field, on the bubble of a message.
        const row = document.getElementById(focused.getAttribute('aria-activedescendant') ?? '')
        const elements = [focused, focused.closest('label'), focused.closest('form')?.parentElement, row].filter(
          (element) => element instanceof Element,
        )
        if (focused.tagName === 'ARTICLE') elements.push(...focused.querySelectorAll('div'))
        const name = `${focused.tagName} ${focused.getAttribute('aria-label') ?? focused.textContent?.slice(0, 40)}`
        memory.lastStop = { name, elements, look: lookOf(elements) }
      }
      return { told, inside: memory.lastStop !== undefined }
    })

  const seen: string[] = []
  const unseen: string[] = []
  await tabIntoThePanel(card)
  for (let count = 0; count < 60; count += 1) {
    const { told, inside } = await step()
    if (told) (told.seen ? seen : unseen).push(told.name)
    if (!inside) break
    await press(card, 'Tab')
  }
  expect(unseen).toEqual([])
  expect(seen.length).toBeGreaterThan(10)
})

test('? shows every key, Ctrl+K too; keys of one character can be switched off', async ({ card }) => {
  await openCard(card)
  await expect(card.field).toBeVisible()
  await card.list.focus()
  await press(card, '?')
  const help = card.panel.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(help.getByRole('region', { name: 'Messages' })).toContainText('PageDown')
  await help.getByRole('checkbox', { name: 'Keys of a single character' }).uncheck()
  await press(card, 'Escape')
  await expect(help).toBeHidden()
  await expect(card.list).toBeFocused()
  await press(card, '?', '/')
  await expect(card.list).toBeFocused()
  await expect(help).toBeHidden()
  await press(card, 'Control+k')
  await card.page.keyboard.type('keyboard')
  await press(card, 'Enter')
  await expect(help).toBeVisible()
})

test('Shift+F10 in the list opens the menu of the row, and what is chosen is asked about in its chat', async ({
  card,
}) => {
  await openCard(card)
  await expect(card.field).toBeVisible()
  await card.list.focus()
  await press(card, 'ArrowDown', 'Shift+F10')
  const menu = card.panel.getByRole('menu', { name: 'Actions of the chat' })
  await expect(menu.getByRole('menuitem', { name: 'Open the chat' })).toBeFocused()
  await press(card, 'Escape')
  await expect(card.list).toBeFocused()
  await press(card, 'Shift+F10')
  await menu.getByRole('menuitem', { name: 'Close chat' }).press('Enter')
  await expect(card.panel.getByRole('dialog', { name: 'Close this chat?' })).toBeVisible()
  await expect(card.row(/^Laura Bennett, Telegram/)).toHaveAttribute('aria-selected', 'true')
})
