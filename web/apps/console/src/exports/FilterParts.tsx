// What a file is filtered by, in words: as tags that can be taken away before it is asked for, and
// as a line afterwards.

import type { ExportFilter } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Flex, Tag } from 'antd'
import type { ReactNode } from 'react'
import { ActionName } from '@/audit/ActionName'
import { CategoryPath } from '@/goods/categories/CategorySelect'
import { MemberName } from '@/members/MemberName'
import { TierName } from '@/members/TierName'
import { StaffName } from '@/staff/StaffName'
import { StoreName } from '@/stores/StoreSelect'
import { type FilterPart, partsOf, withoutPart } from './filter'

interface FilterTagsProps {
  id?: string
  value?: ExportFilter
  onChange?: (filter: ExportFilter) => void
}

/** The control of a form: each part can be taken away, none can be added. */
export function FilterTags({ id, value = {}, onChange }: FilterTagsProps) {
  const { t } = useWords()
  const parts = partsOf(value)
  if (parts.length === 0) return <span className="quiet">{t('export.filter_none')}</span>
  return (
    <Flex {...(id ? { id } : {})} wrap gap={8}>
      {parts.map((part) => (
        <Tag
          key={part.label}
          closable={{ 'aria-label': t('export.filter_remove', { name: t(part.label) }) }}
          onClose={(event) => {
            event.preventDefault()
            onChange?.(withoutPart(value, part))
          }}
        >
          <Part part={part} of={value} />
        </Tag>
      ))}
    </Flex>
  )
}

/** What an export was asked for; all of the list where it was asked for nothing. */
export function FilterLine({ of }: { of: ExportFilter }) {
  const { t } = useWords()
  const parts = partsOf(of)
  if (parts.length === 0) return <span className="quiet">{t('export.filter_none')}</span>
  return (
    <Flex vertical>
      {parts.map((part) => (
        <span key={part.label}>
          <Part part={part} of={of} />
        </span>
      ))}
    </Flex>
  )
}

function Part({ part, of }: { part: FilterPart; of: ExportFilter }) {
  const { t } = useWords()
  return (
    <>
      {t(part.label)}
      {t('word.colon')}
      <Value part={part} of={of} />
    </>
  )
}

function Value({ part, of }: { part: FilterPart; of: ExportFilter }): ReactNode {
  const { t, code } = useWords()
  const [name, last] = part.names
  const value = of[name]
  switch (name) {
    case 'store_id':
      return <StoreName id={of.store_id} />
    case 'tier_id':
      return <TierName id={of.tier_id} isPlain />
    case 'category_id':
      return <CategoryPath id={of.category_id} />
    case 'member_id':
      return of.member_id ? <MemberName id={of.member_id} isPlain /> : null
    case 'settled_by':
    case 'returned_by':
    case 'topped_up_by':
    case 'staff_id':
      return <StaffName id={of[name]} isPlain />
    case 'state':
      return code('member_state', String(value))
    case 'tender':
      return code('tender', String(value))
    case 'has_ordered':
      return t(value ? 'member.ordered_before' : 'member.never_ordered')
    case 'may_be_sold':
      return t(value ? 'sku.on_sale' : 'sku.stopped')
    case 'action':
      return <ActionName action={String(value)} />
    default:
      return (
        <span className="num">
          {of[name] ?? ''} – {(last && of[last]) ?? ''}
        </span>
      )
  }
}
