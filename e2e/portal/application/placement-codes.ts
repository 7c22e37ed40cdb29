const CRM_KINDS = [
  'LEAD',
  'DEAL',
  'CONTACT',
  'COMPANY',
  'QUOTE',
  'SMART_INVOICE',
  'ORDER',
  'DYNAMIC_136',
  'DYNAMIC_1038',
]

/** A place where an app can be shown. */
export interface PlacementCode {
  readonly code: string
  /** Scope the app needs beside `placement`; null = none. */
  readonly scope: string | null
  /** Only one handler per app. */
  readonly single?: true
}

/** Placements of a cloud portal, as far as they matter for a chat app. */
export const PLACEMENT_CODES: readonly PlacementCode[] = [
  ...['LIST_TOOLBAR', 'LIST_MENU', 'DETAIL_TAB', 'DETAIL_TOOLBAR', 'DETAIL_ACTIVITY', 'ACTIVITY_TIMELINE_MENU'].flatMap(
    (place) => CRM_KINDS.map((kind) => ({ code: `CRM_${kind}_${place}`, scope: 'crm' })),
  ),
  { code: 'CRM_ANALYTICS_MENU', scope: 'crm' },
  ...['IM_SIDEBAR', 'IM_TEXTAREA', 'IM_CONTEXT_MENU', 'IM_NAVIGATION', 'IMMOBILE_CONTEXT_MENU'].map((code) => ({
    code,
    scope: 'im',
  })),
  { code: 'LEFT_MENU', scope: null },
  { code: 'PAGE_BACKGROUND_WORKER', scope: null, single: true },
  { code: 'REST_APP_URI', scope: null, single: true },
]

/** The tabs of the four kinds of CRM card that have Open Channel chats. */
export const CARD_TABS = [
  'CRM_LEAD_DETAIL_TAB',
  'CRM_DEAL_DETAIL_TAB',
  'CRM_CONTACT_DETAIL_TAB',
  'CRM_COMPANY_DETAIL_TAB',
] as const
