import { expect, it } from 'vitest'
import { findLinks } from './find-links'

const found = (text: string) => findLinks(text).map(({ from, to, url }) => [text.slice(from, to), url])

it.each([
  ['see www.example.com.', [['www.example.com', 'https://www.example.com']]],
  ['see example.com/a?b=1, please', [['example.com/a?b=1', 'https://example.com/a?b=1']]],
  ['(https://example.com/a_(b))', [['https://example.com/a_(b)', 'https://example.com/a_(b)']]],
  ['to laura@example.com!', [['laura@example.com', 'mailto:laura@example.com']]],
  ['call +49 30 901820 today', [['+49 30 901820', 'tel:+4930901820']]],
  ['+7 (495) 123-45-67', [['+7 (495) 123-45-67', 'tel:+74951234567']]],
  ['пример.рф', [['пример.рф', 'https://пример.рф']]],
  [
    'a.com and b@c.com',
    [
      ['a.com', 'https://a.com'],
      ['b@c.com', 'mailto:b@c.com'],
    ],
  ],
])('finds what leads somewhere in %s', (text, links) => expect(found(text)).toEqual(links))

it.each([
  'Invoice_2291.pdf',
  '2.84 m',
  'order 4930901820 of 12.11.2026',
  'ftp://example.com/a',
  'javascript:alert(1)',
  'https://user:word@evil.example/',
  '//evil.example/x',
  'so...and then',
  '14:30-15:00',
])('finds nothing in %s', (text) => expect(found(text)).toEqual([]))
