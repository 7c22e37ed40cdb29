// Proves that the direction check reads the tree and that every rule still bites.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { readTree } from './direction/imports.ts'
import { rules } from './direction/rules.ts'

const root = process.cwd()
const folders = ['src', 'e2e', 'manifest']

const innocent = [
  'src/domain/chat',
  'src/ui/button',
  'src/portal/portal',
  'src/portal/wire/dialog',
  'src/portal/sdk/rest',
  'src/queries/chats',
  'src/outbox/outbox',
  'src/realtime/event-feed',
  'src/features/composer/composer',
  'src/features/conversation/conversation',
  'src/homeless',
  'manifest/pack',
  'e2e/simulation/day',
]

/** A ring that only types close: an interface and its maker. */
const maker = [
  'src/portal/maker.ts',
  'import type { Made } from "./made"\nexport interface Maker { made: Made }',
] as const
const made = ['src/portal/made.ts', 'import { type Maker } from "./maker"\nexport type Made = Maker[]'] as const

const crimes: [rule: string, file: string, text: string][] = [
  ['domain-direction', 'src/domain/a.ts', 'import type { Portal } from "../portal/portal"'],
  ['domain-is-pure', 'src/domain/b.ts', 'import "@tanstack/react-query"'],
  ['no-react-below-queries', 'src/domain/c.ts', 'import { useState } from "react"'],
  ['theme-direction', 'src/theme/a.ts', 'export * from "@/ui/button"'],
  ['i18n-direction', 'src/i18n/a.tsx', 'import { B } from "@/ui/button"; export const b = <B />'],
  ['ui-direction', 'src/ui/a.ts', 'export const lazy = () => import("../features/composer/composer")'],
  ['portal-direction', 'src/portal/a.ts', 'import "@/queries/chats"'],
  ['no-node-in-the-app', 'src/portal/b.ts', 'import "node:fs"'],
  ['wire-knows-no-sdk', 'src/portal/wire/a.ts', 'import "../sdk/rest"'],
  ['sdk-knows-no-shapes', 'src/portal/sdk/a.ts', 'import "../wire/dialog"'],
  ['queries-direction', 'src/queries/a.ts', 'export type Reply = import("@/outbox/outbox").Reply'],
  ['one-door-to-the-portal', 'src/queries/b.ts', 'import "@/portal/wire/dialog"'],
  ['sdk-behind-the-door', 'src/queries/c.ts', 'import type { B24Frame } from "@bitrix24/b24jssdk"'],
  ['nothing-missing', 'src/queries/d.ts', 'import "./nowhere"'],
  ['no-orphan', 'src/queries/e.ts', ''],
  ['no-cycle', 'src/queries/f.ts', 'import "./f"'],
  ['outbox-direction', 'src/outbox/a.ts', 'import "@/queries/chats"'],
  ['realtime-direction', 'src/realtime/a.ts', 'import "@/outbox/outbox"'],
  ['features-direction', 'src/features/composer/a.ts', 'import "@/realtime/event-feed"'],
  ['features-are-strangers', 'src/features/composer/b.ts', 'export { x } from "../conversation/conversation"'],
  ['manifest-by-one-door', 'src/features/composer/c.ts', 'import app from "../../../manifest/app.json"'],
  ['app-direction', 'src/app/a.ts', 'import "../homeless"'],
  ['app-knows-no-fake-portal', 'src/app/b.ts', 'import "../../e2e/portal/world"'],
  ['tests-read-only-fixtures', 'src/app/c.test.ts', 'import "../../e2e/portal/world"'],
  ['fake-portal-knows-no-app', 'e2e/portal/world.ts', 'import "../../src/domain/chat"'],
  ['nobody-needs-a-simulation', 'e2e/portal/state.ts', 'import "../simulation/day"'],
]

test('the tree is really read, and it keeps the direction', () => {
  const tree = readTree(root, folders)
  expect(rules.flatMap(({ name, finds }) => finds(tree).map((found) => `${name}: ${found}`))).toEqual([])
  expect(tree.files.filter((file) => file.startsWith('src/')).length).toBeGreaterThan(60)
  expect(tree.imports.length).toBeGreaterThan(tree.files.length)
})

test('every rule bites', () => {
  const planted = join(root, 'test-results/planted')
  const put = (file: string, text: string) => {
    mkdirSync(dirname(join(planted, file)), { recursive: true })
    writeFileSync(join(planted, file), text)
  }
  rmSync(planted, { recursive: true, force: true })
  const packages = { '@bitrix24/b24jssdk': '0', '@tanstack/react-query': '0', react: '0' }
  put('package.json', JSON.stringify({ dependencies: packages }))
  put('manifest/app.json', '{}')
  for (const name of innocent) put(`${name}.ts`, 'export {}')
  put('e2e/simulation/day.ts', 'import "../../src/domain/chat"')
  for (const [file, text] of [maker, made]) put(file, text)
  for (const [, file, text] of crimes) put(file, `${text}\nexport {}\n`)

  const tree = readTree(planted, folders)
  const caught = rules.flatMap(({ name, finds }) => finds(tree).map((found) => `${name} in ${found.split(' > ')[0]}`))
  expect(crimes.map(([rule, file]) => `${rule} in ${file}`).filter((crime) => !caught.includes(crime))).toEqual([])
  expect(rules.map(({ name }) => name).filter((name) => !crimes.some(([rule]) => rule === name))).toEqual([])

  const allowed = caught.filter((crime) =>
    [...innocent.map((name) => `${name}.ts`), maker[0], made[0]].some((file) => crime.endsWith(` in ${file}`)),
  )
  expect(allowed.filter((crime) => !crime.startsWith('no-orphan'))).toEqual([])
})

test('a file that cannot be parsed is an error, not a clean file', () => {
  const broken = join(root, 'test-results/broken')
  mkdirSync(join(broken, 'src'), { recursive: true })
  writeFileSync(join(broken, 'package.json'), '{}')
  writeFileSync(join(broken, 'src/a.ts'), 'import {')
  expect(() => readTree(broken, ['src'])).toThrow('src/a.ts')
})
