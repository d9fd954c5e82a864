// 权限一览: which role may do what, and which routes each permission opens. Nothing here is kept by
// hand: the server makes the table of what its routes declare.

import type { Role } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import type { FilterField } from '@/ui/filters'
import { ListPage } from '@/ui/ListPage'
import { Answered } from '@/ui/states'
import { useAsked } from '@/ui/useAsked'
import { MatrixTable } from './MatrixTable'
import { AREAS, groupsAsked, type MatrixAsked } from './matrix'
import { TagsMeaning } from './PermissionCell'
import { useMatrix, useRoles } from './queries'

export function PermissionsScreen() {
  const words = useWords()
  const { t, code } = words
  const matrix = useMatrix()
  const filters = matrixFilters(words, useRoles().all)
  const asked = useAsked<MatrixAsked>(filters)
  return (
    <ListPage name="permissions" title={t('nav.permissions')} filters={filters}>
      <div>
        <p className="quiet" style={{ margin: '0 0 8px' }}>
          {t('matrix.page_hint')}
        </p>
        <TagsMeaning />
      </div>
      <Answered query={matrix}>
        {(known) => (
          <MatrixTable
            roles={known.roles.map(({ role }) => role)}
            groups={groupsAsked(known, asked, (permission) => code('permission', permission))}
          />
        )}
      </Answered>
    </ListPage>
  )
}

function matrixFilters({ t, code }: Words, roles: readonly Role[]): FilterField[] {
  return [
    { kind: 'text', name: 'q', label: t('matrix.search'), hint: t('matrix.search_hint') },
    {
      kind: 'select',
      name: 'area',
      label: t('matrix.area'),
      options: AREAS.map((value) => ({ value, label: code('permission_area', value) })),
    },
    {
      kind: 'select',
      name: 'role',
      label: t('matrix.role'),
      options: roles.map((value) => ({ value, label: code('role', value) })),
    },
  ]
}
