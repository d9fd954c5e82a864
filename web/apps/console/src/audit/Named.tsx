// What an id names: by its name where the console knows it, with a link to its page; else what kind
// of thing it is, and the id.

import { useWords } from '@huitong/words/react'
import { Link } from 'react-router'
import { TierName } from '@/members/TierName'
import { useMay, useSession } from '@/session/context'
import { StaffName } from '@/staff/StaffName'
import { StoreName } from '@/stores/StoreSelect'
import { type Subject, subjectsOf } from './subjects'

/** Kinds that have names the console knows. */
const NAMED = ['brd', 'stf', 'tir', 'sto']

export function Named({ id: text }: { id: string }) {
  const { code } = useWords()
  return subjectsOf(text).map((subject, place) => (
    <span key={subject.id}>
      {place > 0 && ' / '}
      {isBare(subject) && `${code('audit_subject', subject.kind ?? '')} `}
      <One subject={subject} />
    </span>
  ))
}

/** The same where a label says already what kind of thing it is. */
export function NamedAlone({ id }: { id: string }) {
  return subjectsOf(id).map((subject) => <One key={subject.id} subject={subject} />)
}

/** Shown by its id only, which says nothing to a person. */
function isBare({ kind }: Subject): boolean {
  return kind !== undefined && !NAMED.includes(kind)
}

function One({ subject: { id, kind, path } }: { subject: Subject }) {
  const { code } = useWords()
  const { brand } = useSession()
  const may = useMay()
  if (kind === undefined) return /^\d+$/.test(id) ? `#${id}` : code('audit_subject', id)
  if (id === brand.id) return brand.name
  if (kind === 'stf') return <StaffName id={id} />
  if (kind === 'tir') return <TierName id={id} />
  if (kind === 'sto' && path && may('stores.read')) {
    return (
      <Link to={path}>
        <StoreName id={id} />
      </Link>
    )
  }
  const shown = <span className="num">{id}</span>
  return path ? <Link to={path}>{shown}</Link> : shown
}
