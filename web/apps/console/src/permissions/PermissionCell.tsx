// A permission by name, with what it means beyond roles. Where there is no room for columns, the
// roles that have it stand below.

import type { Role } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Flex } from 'antd'
import { StateTag } from '@/ui/StateTag'
import type { MatrixRow } from './matrix'

interface PermissionCellProps {
  row: MatrixRow
  /** Those of which is told whether they have it. */
  roles: readonly Role[]
}

export function PermissionCell({ row, roles }: PermissionCellProps) {
  const { t, code } = useWords()
  const having = roles.filter((role) => row.roles.has(role)).map((role) => code('role', role))
  return (
    <>
      <div>
        {code('permission', row.permission)}{' '}
        {row.needs_whole_brand && <StateTag tone="warn">{t('matrix.whole_brand')}</StateTag>}
        {row.needs_person && <StateTag tone="plain">{t('matrix.person')}</StateTag>}
        {row.is_at_till && <StateTag tone="busy">{t('matrix.at_till')}</StateTag>}
      </div>
      <div className="quiet">
        {row.permission} · {t('matrix.routes', { count: row.operations.length })}
      </div>
      {roles.length > 0 && <div>{having.join(t('scope.joint'))}</div>}
    </>
  )
}

/** What the tags mean. */
export function TagsMeaning() {
  const { t } = useWords()
  const meanings = [
    { tone: 'warn', tag: t('matrix.whole_brand'), means: t('matrix.whole_brand_means') },
    { tone: 'plain', tag: t('matrix.person'), means: t('matrix.person_means') },
    { tone: 'busy', tag: t('matrix.at_till'), means: t('matrix.at_till_means') },
  ] as const
  return (
    <Flex component="ul" role="list" gap="4px 24px" wrap className="quiet" style={BARE}>
      {meanings.map(({ tone, tag, means }) => (
        <li key={tone}>
          <StateTag tone={tone}>{tag}</StateTag> {means}
        </li>
      ))}
    </Flex>
  )
}

/** A list that shows no marks; for Safari it is one by its role alone. */
const BARE = { margin: 0, padding: 0, listStyle: 'none' }
