// A member by name and number, as a link to the page about them. Who was merged into somebody
// since is that somebody.

import { useWords } from '@huitong/words/react'
import { nameOf } from './names'
import { useMember } from './queries'
import { TextLink } from './TextLink'

interface MemberNameProps {
  id: string
  /** Without the link, such as in a window that it would leave. */
  isPlain?: boolean
}

export function MemberName({ id, isPlain = false }: MemberNameProps) {
  const words = useWords()
  const { data, isError } = useMember(id)
  if (isError) return <span className="quiet">{words.t('member.not_seen')}</span>
  if (!data) return <span className="quiet">…</span>
  const name = nameOf(words, data)
  return (
    <span>
      {isPlain ? name : <TextLink to={`/members/${data.id}`}>{name}</TextLink>}{' '}
      <span className="num quiet">{data.member_no}</span>
    </span>
  )
}
