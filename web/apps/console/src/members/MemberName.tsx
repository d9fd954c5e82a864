// A member by name and number, as a link to the page about them. Who was merged into somebody
// since is that somebody.

import { useWords } from '@huitong/words/react'
import { useMember } from './queries'
import { TextLink } from './TextLink'

export function MemberName({ id }: { id: string }) {
  const { t } = useWords()
  const { data, isError } = useMember(id)
  if (isError) return <span className="quiet">{t('member.not_seen')}</span>
  if (!data) return <span className="quiet">…</span>
  return (
    <span>
      <TextLink to={`/members/${data.id}`}>{data.name || t('member.nameless')}</TextLink>{' '}
      <span className="num quiet">{data.member_no}</span>
    </span>
  )
}
