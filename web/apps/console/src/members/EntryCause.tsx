// What an entry comes from, as the way to it where there is one.

import type { Entry } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Link } from 'react-router'
import { useMay } from '@/session/context'
import { useStoreTime } from '@/stores/time'
import { causeKindOf, causePath } from './causes'

export function EntryCause({ entry }: { entry: Entry }) {
  const { code } = useWords()
  const may = useMay()
  const time = useStoreTime()
  const kind = causeKindOf(entry.cause)
  const path = causePath(entry, may)
  if (!kind) return <span className="quiet">–</span>
  const name = code('entry_cause', kind)
  if (!path) return <span className="quiet">{name}</span>
  // Many rows have the same word; their links are told apart by the time.
  return (
    <Link to={path} aria-label={`${name} ${time(entry.at, entry.store_id)}`}>
      {name}
    </Link>
  )
}
