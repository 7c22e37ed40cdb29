import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { ChatId } from '@/domain/ids'
import { readStored, storedId, storedList, storedTime } from './stored-schema'

describe('what is stored', () => {
  it.each([null, '', '{', 'undefined', '{"a":1}', '[1', 'null', '7'])(
    'is nothing where %j stands for a list',
    (text) => {
      expect(readStored(storedList(v.number()), text)).toBeNull()
    },
  )

  it('loses only the entries of a list that are not understood', () => {
    expect(readStored(storedList(v.number()), '[1,"2",null,[3],4]')).toEqual([1, 4])
    expect(readStored(storedList(v.tuple([v.string(), v.number()])), '[["a",1,"newer"],["b"],["c",2]]')).toEqual([
      ['a', 1],
      ['c', 2],
    ])
  })

  it('has ids as numbers or digits, and times that are finite', () => {
    expect(readStored(storedList(storedId<ChatId>()), '[1,"2",0,-1,1.5,"x",null,{}]')).toEqual([1, 2])
    expect(readStored(storedList(storedTime), '[1,1e999,"3",null]')).toEqual([1])
  })
})
