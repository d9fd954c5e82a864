// What an id names: by its name where the console can learn it, with a link to its page; else what
// kind of thing it is. The id itself says nothing to a person and stands in the tooltip.

import { useWords } from '@huitong/words/react'
import { CategoryPath } from '@/goods/categories/CategorySelect'
import { useMemberFields } from '@/members/fields/queries'
import { labelOf } from '@/members/fields/values'
import { TextLink } from '@/members/TextLink'
import { TierName } from '@/members/TierName'
import { RegionName } from '@/regions/RegionSelect'
import { useMay, useSession } from '@/session/context'
import { StaffName } from '@/staff/StaffName'
import { StoreName } from '@/stores/StoreSelect'
import { sayKnown, useKnown } from './names'
import { type Subject, subjectsOf } from './subjects'

interface NamedProps {
  id: string
  /** A label says already what kind of thing it is. */
  isLabelled?: boolean
}

export function Named({ id: text, isLabelled = false }: NamedProps) {
  return subjectsOf(text).map((subject, place) => (
    <span key={subject.id} title={subject.kind && subject.id}>
      {place > 0 && ' / '}
      <One subject={subject} isLabelled={isLabelled} />
    </span>
  ))
}

interface OneProps {
  subject: Subject
  isLabelled: boolean
}

function One({ subject: { id, kind }, isLabelled }: OneProps) {
  const { code } = useWords()
  const { brand } = useSession()
  if (kind === undefined) return /^\d+$/.test(id) ? `#${id}` : code('audit_subject', id)
  if (id === brand.id) return brand.name
  switch (kind) {
    case 'stf':
      return <StaffName id={id} />
    case 'tir':
      return <TierName id={id} />
    case 'sto':
      return <StoreLink id={id} />
    case 'reg':
      return <RegionName id={id} />
    case 'cat':
      return <CategoryPath id={id} />
    case 'fld':
      return <OwnFieldName id={id} />
    default:
      return <Read id={id} kind={kind} isLabelled={isLabelled} />
  }
}

function StoreLink({ id }: { id: string }) {
  const may = useMay()
  if (!may('stores.read')) return <StoreName id={id} />
  return (
    <TextLink to={`/stores/${id}`}>
      <StoreName id={id} />
    </TextLink>
  )
}

function OwnFieldName({ id }: { id: string }) {
  const { lang, code } = useWords()
  const { data } = useMemberFields()
  const known = data?.items.find((one) => one.id === id)
  return known ? labelOf(known, lang) : code('audit_subject', 'fld')
}

interface ReadProps {
  id: string
  kind: string
  isLabelled: boolean
}

function Read({ id, kind, isLabelled }: ReadProps) {
  const words = useWords()
  const known = useKnown(kind, id)
  const what = words.code('audit_subject', kind)
  if (known === null) return <span className="quiet">{what}</span>
  if (known === 'unknown') {
    return <span className="quiet">{`${what} ${words.t('audit.name_unknown')}`}</span>
  }
  return (
    <>
      {!isLabelled && `${what} `}
      {known ? <TextLink to={known.path}>{sayKnown(words, known)}</TextLink> : '…'}
    </>
  )
}
