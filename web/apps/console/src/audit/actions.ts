// What the log can be asked for: everything of one area, or what begins like one act of it, such as
// `session.log_in`, which is by a till's PIN too.

/** The acts that the server writes down, by their area. */
const ACTS = {
  access_policy: ['replace'],
  api_key: ['make', 'revoke'],
  approval: ['approve', 'refuse', 'request', 'withdraw'],
  backup: ['start'],
  brand: ['edit', 'found'],
  category: ['create', 'edit'],
  code_key: ['rotate'],
  coupon: ['guessing', 'issue'],
  export: ['download', 'start'],
  goods: ['create', 'edit'],
  goods_group: ['create', 'edit'],
  goods_picture: ['add', 'order', 'remove'],
  joining_link: ['create', 'disable'],
  member: [
    'adjust',
    'card_add',
    'card_remove',
    'close',
    'consent',
    'data_handed_out',
    'edit',
    'erase',
    'erasure_approved',
    'fields',
    'freeze',
    'guardian',
    'merge',
    'reopen',
    'request',
    'request_answered',
    'tag_add',
    'tag_remove',
    'tier',
    'unfreeze',
    'unmask',
    'unmerge',
  ],
  member_field: ['create', 'edit'],
  offer: ['create', 'discard', 'draft', 'end', 'pause', 'publish', 'replay', 'restore', 'resume'],
  order: ['bind'],
  policy: ['publish'],
  region: ['create', 'edit'],
  second_factor: ['remove', 'set_up'],
  session: ['end', 'end_all', 'log_in', 'log_in_at_till', 'log_out'],
  sku: ['create', 'edit'],
  sms_settings: ['replace'],
  staff: ['create', 'edit', 'password', 'remove_pin', 'set_pin'],
  store: ['create', 'edit'],
  store_price: ['create', 'edit', 'remove'],
  terms: ['replace'],
  tiers: ['replace'],
  till: ['create', 'edit', 'offer_code', 'register', 'revoke'],
} as const

export type Area = keyof typeof ACTS

export interface ActionGroup {
  area: Area
  /** `member.` stands for all of them; absent where there is but one. */
  all?: string
  actions: string[]
}

export const ACTION_GROUPS: readonly ActionGroup[] = Object.entries(ACTS).map(([area, acts]) => ({
  area: area as Area,
  ...(acts.length > 1 ? { all: `${area}.` } : {}),
  actions: acts.map((act) => `${area}.${act}`),
}))
