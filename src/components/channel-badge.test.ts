import { expect, test } from 'vitest'
import { channelStyle } from './channel-badge'

test.each([
  ['telegrambot', 'telegram'],
  ['telegram', 'telegram'],
  ['whatsappbytwilio', 'whatsapp'],
  ['whatsappbyedna', 'whatsapp'],
  ['viber', 'viber'],
  ['vkgroup', 'vk'],
  ['vkgrouporder', 'vk'],
  ['facebook', 'messenger'],
  ['facebookcomments', 'facebook'],
  ['fbinstagram', 'instagram'],
  ['fbinstagramdirect', 'instagram'],
  ['FBInstagramDirect', 'instagram'],
  ['livechat', 'chat'],
  ['network', 'chat'],
  ['notifications', 'sms'],
  ['imessage', 'imessage'],
  ['wechat', 'wechat'],
  ['ok', 'odnoklassniki'],
  ['avito', null],
  ['skypebot', null],
  ['my_own_connector_42', null],
  ['', null],
])('%s is drawn as %s', (connector, icon) => {
  expect(channelStyle(connector).icon).toBe(icon)
})

test('an unknown connector is grey, a known one without a drawing keeps its colour', () => {
  expect(channelStyle('my_own_connector_42').color).toBe('#6a737f')
  expect(channelStyle('avito').color).toBe('#0099ed')
})
