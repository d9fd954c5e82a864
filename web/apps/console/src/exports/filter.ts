// Which rows of a list are wanted as a file: what the list's address asks for, but for texts that
// are searched. They may name somebody, and what was asked for is kept with the export.

import type { ExportFilter, StartExport } from '@huitong/api'
import type { WordKey } from '@huitong/words'
import { chosen } from '@/ui/answer'

export type Subject = StartExport['subject']
export type FilterName = keyof ExportFilter

/** What each list can be asked for, as its address and the server call it. */
const FILTERS: Record<Subject, readonly FilterName[]> = {
  members: [
    'store_id',
    'tier_id',
    'state',
    'enrolled_from',
    'enrolled_to',
    'last_order_from',
    'last_order_to',
    'has_ordered',
  ],
  orders: ['store_id', 'member_id', 'tender', 'settled_by'],
  returns: ['store_id', 'member_id', 'returned_by'],
  top_ups: ['store_id', 'member_id', 'tender', 'topped_up_by'],
  goods: ['store_id', 'category_id', 'may_be_sold'],
  ledger: [],
  audit: ['staff_id', 'action'],
}

/** Parameters of addresses that hold what somebody typed. */
const TEXTS: readonly string[] = ['q', 'barcode', 'field_value']

/** What an address asks for; a word that the contract does not know is left to it to refuse. */
export function filterOf(subject: Subject, search: URLSearchParams): ExportFilter {
  const asked = FILTERS[subject].map((name) => [name, read(search.get(name))])
  return chosen(Object.fromEntries(asked)) as ExportFilter
}

/** No filter but a yes or no is called so. */
function read(text: string | null): string | boolean | undefined {
  if (text === 'true' || text === 'false') return text === 'true'
  return text ?? undefined
}

/** Whether the list is searched by a text, which the file is not. */
export function hasText(search: URLSearchParams): boolean {
  return TEXTS.some((name) => search.get(name))
}

/** The store that is chosen for all pages counts where a list can be asked for one. */
export function withChosenStore(
  subject: Subject,
  filter: ExportFilter,
  storeId: string | undefined,
): ExportFilter {
  const isAsked = FILTERS[subject].includes('store_id') && storeId !== undefined
  return isAsked && !filter.store_id ? { store_id: storeId, ...filter } : filter
}

/** One thing that is asked; days are asked by two names. */
export interface FilterPart {
  label: WordKey
  names: readonly [FilterName, ...FilterName[]]
}

const PARTS: readonly FilterPart[] = [
  { label: 'word.store', names: ['store_id'] },
  { label: 'word.tier', names: ['tier_id'] },
  { label: 'member.state', names: ['state'] },
  { label: 'member.enrolled_at', names: ['enrolled_from', 'enrolled_to'] },
  { label: 'member.last_visit', names: ['last_order_from', 'last_order_to'] },
  { label: 'member.has_ordered', names: ['has_ordered'] },
  { label: 'word.tender', names: ['tender'] },
  { label: 'word.member', names: ['member_id'] },
  { label: 'order.cashier', names: ['settled_by'] },
  { label: 'return.by', names: ['returned_by'] },
  { label: 'top_up.by', names: ['topped_up_by'] },
  { label: 'word.category', names: ['category_id'] },
  { label: 'sku.state', names: ['may_be_sold'] },
  { label: 'audit.who', names: ['staff_id'] },
  { label: 'audit.action', names: ['action'] },
]

/** What a filter asks, part by part. */
export function partsOf(filter: ExportFilter): FilterPart[] {
  return PARTS.filter(({ names }) => names.some((name) => isAsked(filter[name])))
}

/** A filter that does not ask one thing any more. */
export function withoutPart(filter: ExportFilter, { names }: FilterPart): ExportFilter {
  const kept = Object.entries(filter).filter(([name]) => !names.some((gone) => gone === name))
  return Object.fromEntries(kept)
}

function isAsked(value: unknown): boolean {
  return value !== undefined && value !== null
}
