// A member by name and number, as a link to the page about them. Who was merged into somebody
// since is that somebody.

import { useWords } from '@huitong/words/react'
import { nameOf } from './names'
import { useMember } from './queries'
import { TextLink } from './TextLink'

export function MemberName({ id }: { id: string }) {
  const words = useWords()
  const { data, isError } = useMember(id)
  if (isError) return <span className="quiet">{words.t('member.not_seen')}</span>
  if (!data) return <span className="quiet">…</span>
  return (
    <span>
      <TextLink to={`/members/${data.id}`}>{nameOf(words, data)}</TextLink>{' '}
      <span className="num quiet">{data.member_no}</span>
    </span>
  )
}
