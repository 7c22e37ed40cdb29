import { describe, expect, it } from 'vitest'
import { sampleDialog } from '@/testing/fixtures'
import type { LineId } from './ids'
import { isOfCode, userCodeIn } from './user-code'

describe('a user code', () => {
  it.each([
    ['telegrambot|4|123|456', 'telegrambot|4|123|456'],
    ['  imol|livechat|22|1775|599 ', 'livechat|22|1775|599'],
    ['https://x.bitrix24.com/online/?IM_DIALOG=imol|livechat|22|1775|599', 'livechat|22|1775|599'],
    ['https://x.bitrix24.com/online/?IM_DIALOG=imol%7Clivechat%7C22%7C1775%7C599&a=b', 'livechat|22|1775|599'],
  ])('is found in %s', (text, code) => expect(userCodeIn(text)).toBe(code))

  it.each(['Laura', 'a|b', 'imol|324', 'x|y|z|1', '||||', 'oak | 4 | pieces | please'])('is not in %s', (text) =>
    expect(userCodeIn(text)).toBeNull(),
  )

  it('names a chat by all four parts', () => {
    const dialog = sampleDialog({
      connector: 'livechat',
      lineId: 22 as LineId,
      externalChatId: '1775',
      externalUserId: '599',
    })
    expect(isOfCode(dialog, 'livechat|22|1775|599')).toBe(true)
    expect(isOfCode(dialog, 'livechat|22|1775|600')).toBe(false)
    expect(isOfCode(null, 'livechat|22|1775|599')).toBe(false)
  })
})
