// Proves that each rule about imports in .oxlintrc.mjs finds what it is there for, and nothing else.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const root = process.cwd()

/** Files that keep the rules, for the violations to import and to stand beside. */
const allowed: Readonly<Record<string, string>> = {
  'src/domain/chat.ts': '',
  'src/lib/locks.ts': 'import type { Chat } from "@/domain/chat"',
  'src/i18n/i18n.ts': 'import "@/lib/locks"',
  'src/ui/button.ts': 'import "@/i18n/i18n"',
  'src/components/badge.ts': 'import "@/ui/button"; import type { Chat } from "@/domain/chat"',
  'src/portal/portal.ts': 'import "./methods/messages"',
  'src/portal/portal-error.ts': '',
  'src/portal/wire/dialog.ts': 'import "@/domain/chat"',
  'src/portal/methods/messages.ts': 'import "../transport/rest-client"; import "../wire/dialog"',
  'src/portal/transport/rest-client.ts': 'import { AjaxError } from "@bitrix24/b24jssdk"; import "../portal-error"',
  'src/queries/card.ts':
    'import { useQuery } from "@tanstack/react-query"; import "@/portal/portal"; import "@/portal/portal-error"',
  'src/mutations/run-chat-action.ts': 'import "@/queries/card"',
  'src/settings/theme.ts': 'import "@/queries/card"',
  'src/outbox/outbox.ts': 'import "@/portal/portal-error"',
  'src/composer-state/drafts.ts': 'import "@/outbox/outbox"',
  'src/sync/engine.ts': 'import "@/mutations/run-chat-action"',
  'src/features/composer/composer.ts':
    'import { useState } from "react"; import "@/composer-state/drafts"; import "./emoji/emoji-picker"',
  'src/features/composer/emoji/emoji-picker.ts': 'import "../other"',
  'src/features/composer/other.ts': 'import "@/components/badge"',
  'src/features/list/list.ts': 'import "@/portal/portal-error"',
  'src/app/manifest.ts': 'import app from "../../manifest/app.json"',
  'src/app/page.ts': 'import "@/features/composer/composer"; import "@/features/list/list"; import "@/sync/engine"',
  'src/lib/lazy-with-retry.ts': 'import { lazy } from "react"',
  'src/testing/fixtures.ts': 'import "@/domain/chat"',
  'src/queries/card.test.ts': 'import "@/testing/fixtures"; import answer from "../../e2e/portal/fixtures/answer.json"',
  'e2e/portal/fixtures/answer.json': '{}',
  'e2e/portal/world.ts': 'import { readFileSync } from "node:fs"',
  'e2e/simulation/day.ts': 'import "../../src/domain/chat"; import "../portal/world.ts"',
  'manifest/pack.ts': 'import { join } from "node:path"',
  'manifest/app.json': '{}',
}

const violations: readonly (readonly [file: string, text: string, says: string])[] = [
  ['src/domain/a.ts', 'import type { Portal } from "@/portal/portal"', 'src/domain may use: nothing'],
  ['src/domain/b.ts', 'import { useState } from "react"', 'no packages'],
  ['src/domain/c.ts', 'import "@/lib/locks"', 'src/domain may use: nothing'],
  ['src/domain/d.ts', 'import "../portal/portal"', 'by @/'],
  ['src/lib/a.ts', 'import "@/i18n/i18n"', 'src/lib may use'],
  ['src/lib/b.ts', 'import { lazy } from "react"', 'lazyWithRetry'],
  ['src/i18n/a.ts', 'import "@/ui/button"', 'src/i18n may use'],
  ['src/ui/a.ts', 'import type { Chat } from "@/domain/chat"', 'src/ui may use'],
  ['src/ui/b.ts', 'export const load = () => import("@/features/list/list")', 'src/ui may use'],
  ['src/components/a.ts', 'import "@/queries/card"', 'src/components may use'],
  ['src/queries/a.ts', 'export type Outbox = import("@/outbox/outbox").Outbox', 'annotations are forbidden'],
  ['src/queries/b.ts', 'import "@/portal/wire/dialog"', 'src/queries may use'],
  ['src/queries/c.ts', 'import type { B24Frame } from "@bitrix24/b24jssdk"', 'touches the SDK'],
  ['src/queries/d.ts', 'import "@/testing/fixtures"', 'for tests'],
  ['src/mutations/a.ts', 'import "@/sync/engine"', 'src/mutations may use'],
  ['src/settings/a.ts', 'import "@/mutations/run-chat-action"', 'src/settings may use'],
  ['src/outbox/a.ts', 'import "@/queries/card"', 'src/outbox may use'],
  ['src/composer-state/a.ts', 'import "@/settings/theme"', 'src/composer-state may use'],
  ['src/sync/a.ts', 'import "@/outbox/outbox"', 'src/sync may use'],
  ['src/features/list/a.ts', 'import "@/features/composer/composer"', 'src/features may use'],
  ['src/features/list/b.ts', 'export { x } from "../composer/composer"', 'by @/'],
  ['src/features/list/deep/c.ts', 'import "../../composer/composer"', 'by @/'],
  ['src/features/list/d.ts', 'import "@/sync/engine"', 'src/features may use'],
  ['src/features/list/e.ts', 'import "@/portal/portal"', 'src/features may use'],
  ['src/features/list/f.ts', 'import app from "../../../manifest/app.json"', 'by @/'],
  ['src/app/a.ts', 'import "../../e2e/portal/world"', 'nothing from e2e'],
  ['src/app/b.ts', 'import "node:fs"', 'runs in a browser'],
  ['src/app/c.test.ts', 'import "../../e2e/portal/world"', 'recorded answers'],
  ['src/portal/a.ts', 'import "@/queries/card"', 'src/portal may use'],
  ['src/portal/b.ts', 'import { useQuery } from "@tanstack/react-query"', 'do not know React'],
  ['src/portal/wire/a.ts', 'import "../transport/rest-client"', 'never the SDK'],
  ['src/portal/methods/a.ts', 'import { AjaxError } from "@bitrix24/b24jssdk"', 'touches the SDK'],
  ['src/portal/transport/a.ts', 'import "../wire/dialog"', 'raw answers'],
  ['e2e/portal/a.ts', 'import "../../src/domain/chat"', 'the same mistake'],
  ['e2e/portal/b.ts', 'import "../simulation/day"', 'sees the app and the fake portal'],
  ['manifest/a.ts', 'import "@/domain/chat"', 'the same mistake'],
  ['src/domain/ring-a.ts', 'import type { B } from "./ring-b"\nexport type A = B[]', 'cycle'],
  ['src/domain/ring-b.ts', 'import type { A } from "./ring-a"\nexport type B = A[]', 'cycle'],
]

interface Finding {
  readonly message: string
  readonly help?: string
  readonly filename: string
}

/** Lints a tree of these files with the project's own rules and returns what was found about imports. */
const lint = (files: Readonly<Record<string, string>>): readonly string[] => {
  const tree = mkdtempSync(join(tmpdir(), 'layers-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), path.endsWith('.json') ? text : `${text}\nexport {}\n`)
  }
  cpSync(join(root, '.oxlintrc.mjs'), join(tree, '.oxlintrc.mjs'))
  writeFileSync(join(tree, 'tsconfig.json'), '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }')
  let output: string
  try {
    const oxlint = join(root, 'node_modules/oxlint/bin/oxlint')
    const args = [oxlint, '-c', '.oxlintrc.mjs', '--tsconfig', 'tsconfig.json', '-f', 'json', 'src', 'e2e', 'manifest']
    output = execFileSync(process.execPath, args, { cwd: tree, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    // It exits with 1 when it has found something.
    output = String((error as { stdout?: unknown }).stdout)
  } finally {
    rmSync(tree, { recursive: true, force: true })
  }
  const { diagnostics, number_of_files: count } = JSON.parse(output) as {
    diagnostics: Finding[]
    number_of_files: number
  }
  expect(count).toBe(Object.keys(files).filter((path) => path.endsWith('.ts')).length)
  return diagnostics
    .filter(({ message }) => /restricted|cycle|`import\(\)`/i.test(message))
    .map(({ filename, message, help }) => `${filename}: ${message} ${help ?? ''}`)
}

test('every rule about imports finds its violation', () => {
  const planted = Object.fromEntries(violations.map(([file, text]) => [file, text]))
  const found = lint({ ...allowed, ...planted })
  for (const [file, , says] of violations)
    expect([file, ...found.filter((one) => one.startsWith(`${file}:`))].join('\n')).toContain(says)
})

test('what keeps the rules is left alone', () => {
  expect(lint(allowed)).toEqual([])
})
