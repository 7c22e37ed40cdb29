import { expect, test } from 'vitest'
import { html, jsonBlock } from './html.ts'

test('what people typed never becomes markup', () => {
  const name = '<img src=x onerror="alert(1)"> & \'co\''
  expect(html`<p title="${name}">${name}</p>`.text).not.toContain('<img')
  expect(html`<p>${'a & "b"'}</p>`.text).toBe('<p>a &amp; &quot;b&quot;</p>')
})

test('parts nest, and what is absent leaves nothing', () => {
  const parts = [1, 2].map((part) => html`<b>${part}</b>`)
  expect(html`<i>${parts}${false}${undefined}</i>`.text).toBe('<i><b>1</b><b>2</b></i>')
})

test('data for a script can not close its block', () => {
  const block = jsonBlock('page', { title: '</script><script>alert(1)</script>' }).text
  expect(block.match(/<\/script>/g)).toHaveLength(1)
  expect(JSON.parse(block.replace(/<[^>]+>/g, ''))).toEqual({ title: '</script><script>alert(1)</script>' })
})
