import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeOf } from './portal'

describe('where the panel was opened', () => {
  it.each<[string, unknown, object]>([
    ['CRM_LEAD_DETAIL_TAB', { ID: '5' }, { kind: 'card', item: { type: 'lead', id: 5 } }],
    ['CRM_DEAL_DETAIL_TAB', { ID: 5 }, { kind: 'card', item: { type: 'deal', id: 5 } }],
    ['CRM_CONTACT_DETAIL_TAB', { ID: '5', IFRAME: 'Y' }, { kind: 'card', item: { type: 'contact', id: 5 } }],
    ['CRM_COMPANY_DETAIL_TAB', { ID: '5' }, { kind: 'card', item: { type: 'company', id: 5 } }],
    ['CRM_DEAL_DETAIL_TAB', { ID: '0' }, { kind: 'unsaved', type: 'deal' }],
    ['CRM_DEAL_DETAIL_TAB', { ID: '' }, { kind: 'unsaved', type: 'deal' }],
    ['CRM_DEAL_DETAIL_TAB', { ID: -5 }, { kind: 'unsaved', type: 'deal' }],
    ['CRM_DEAL_DETAIL_TAB', { ID: '5.5' }, { kind: 'unsaved', type: 'deal' }],
    ['CRM_DEAL_DETAIL_TAB', { ID: true }, { kind: 'unsaved', type: 'deal' }],
    ['CRM_DEAL_DETAIL_TAB', { ID: ['5'] }, { kind: 'unsaved', type: 'deal' }],
    ['CRM_DEAL_DETAIL_TAB', [], { kind: 'unsaved', type: 'deal' }],
    ['CRM_DEAL_DETAIL_TAB', undefined, { kind: 'unsaved', type: 'deal' }],
    ['DEFAULT', undefined, { kind: 'home' }],
    ['DEFAULT', { ID: '5' }, { kind: 'home' }],
    ['CRM_QUOTE_DETAIL_TAB', { ID: '5' }, { kind: 'unsupported', placement: 'CRM_QUOTE_DETAIL_TAB' }],
    ['CRM_DYNAMIC_130_DETAIL_TAB', { ID: '5' }, { kind: 'unsupported', placement: 'CRM_DYNAMIC_130_DETAIL_TAB' }],
    ['CRM_DEAL_LIST_MENU', { ID: '5' }, { kind: 'unsupported', placement: 'CRM_DEAL_LIST_MENU' }],
    ['', {}, { kind: 'unsupported', placement: '' }],
  ])('%s with %j', (placement, options, place) => {
    expect(placeOf(placement, options, false)).toEqual(place)
  })

  it('is the installer whenever the portal says so', () => {
    expect(placeOf('DEFAULT', {}, true)).toEqual({ kind: 'install' })
    expect(placeOf('CRM_DEAL_DETAIL_TAB', { ID: 5 }, true)).toEqual({ kind: 'install' })
  })

  it('names no record that could not exist, whatever the options hold', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const options of [value, { ID: value }]) {
          const place = placeOf('CRM_DEAL_DETAIL_TAB', options, false)
          expect(place.kind === 'unsaved' || (place.kind === 'card' && place.item.id > 0)).toBe(true)
        }
      }),
    )
  })
})
