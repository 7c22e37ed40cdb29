import { describe, expect, it } from 'vitest'
import { isFramedBy, portalOrigin } from './frame'

describe('portalOrigin', () => {
  it.each([
    ['acme.bitrix24.com', '1', 'https://acme.bitrix24.com'],
    ['crm.acme.com:8443', '1', 'https://crm.acme.com:8443'],
    ['Acme.Bitrix24.DE:443', '1', 'https://acme.bitrix24.de'],
    ['кухни.рф', '1', 'https://xn--h1adjxk.xn--p1ai'],
    ['localhost:4800', '0', 'http://localhost:4800'],
    ['127.0.0.1:4800', '0', 'http://127.0.0.1:4800'],
  ])('%s, protocol %s', (domain, protocol, origin) => {
    expect(portalOrigin(domain, protocol)).toBe(origin)
  })

  it.each([
    'acme.com/rest',
    'acme.com\\rest',
    'acme.com?',
    'acme.com#',
    'user@evil.com',
    'acme.com:443@evil.com',
    'acme com',
    'acme.com"',
    "acme.com'>",
    '<b>',
    'acme.com:99999',
    'javascript:alert(1)',
    '',
  ])('refuses %j', (domain) => {
    expect(portalOrigin(domain, '1')).toBeNull()
  })

  it.each(['acme.bitrix24.com', 'localhost.evil.com', '127.0.0.1.evil.com', '192.168.0.7'])(
    'refuses http for %s: only this machine may use it',
    (domain) => {
      expect(portalOrigin(domain, '0')).toBeNull()
      expect(portalOrigin(domain, undefined)).toBeNull()
    },
  )
})

describe('isFramedBy', () => {
  const portal = 'https://acme.bitrix24.com'
  it.each(['', portal, `${portal}/`, `${portal}/crm/deal/details/7/`])('accepts %j', (framer) => {
    expect(isFramedBy(framer, portal)).toBe(true)
  })
  it.each([
    'https://evil.com',
    'https://acme.bitrix24.com.evil.com',
    'https://acme.bitrix24.com:8443',
    'http://acme.bitrix24.com',
    'https://evil.com/https://acme.bitrix24.com/',
    'null',
  ])('does not believe %j', (framer) => {
    expect(isFramedBy(framer, portal)).toBe(false)
  })
})
