import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { chatActions } from '../../src/domain/chat-actions'
import { actionsPage } from './operator-actions.ts'

test('docs/operator-actions.md has what the registries have (npx tsx e2e/simulation/operator-actions.ts)', () => {
  expect(Object.keys(chatActions).length).toBeGreaterThan(20)
  expect(readFileSync('docs/operator-actions.md', 'utf8')).toBe(actionsPage())
})
