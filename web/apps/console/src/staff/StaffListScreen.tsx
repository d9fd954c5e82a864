// 员工: everybody who works in the stores that the person may see.

import type { Role, Staff } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useRoles } from '@/permissions/queries'
import { useMay, useSession } from '@/session/context'
import { useStores } from '@/stores/queries'
import { useStoreTime } from '@/stores/time'
import { taggedByVersion } from '@/ui/answer'
import type { BulkAct } from '@/ui/BulkBar'
import type { FilterField } from '@/ui/filters'
import { ListPage } from '@/ui/ListPage'
import { ListTable } from '@/ui/ListTable'
import { useAsked } from '@/ui/useAsked'
import { AddStaff } from './AddStaff'
import { staffColumns } from './columns'
import { STAFF_STATES, type StaffAsked } from './listing'
import { editStaff, useStaffList } from './queries'

export function StaffListScreen() {
  const words = useWords()
  const { t } = words
  const may = useMay()
  const me = useSession()
  const time = useStoreTime()
  const stores = useStores()
  const navigate = useNavigate()
  const [isAdding, setAdding] = useState(false)
  const roles = useRoles()
  const filters = staffFilters(words, roles.all, stores.size > 1)
  const people = useStaffList(useAsked<StaffAsked>(filters))
  const add = may('staff.write') && roles.gives.length > 0 && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('staff.add')}
    </Button>
  )
  return (
    <ListPage name="staff" title={t('nav.staff')} acts={add} filters={filters}>
      <ListTable<Staff>
        name="staff"
        query={people}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        columns={staffColumns(words, me.staff.id, time)}
        bulk={may('staff.write') ? staffActs(words) : []}
        emptyText={t('staff.none_found')}
        emptyAct={add}
      />
      {isAdding && (
        <AddStaff
          close={() => setAdding(false)}
          added={(staffId) => navigate(`/staff/${staffId}`)}
        />
      )}
    </ListPage>
  )
}

function staffFilters(
  { t, code }: Words,
  roles: readonly Role[],
  hasStores: boolean,
): FilterField[] {
  return [
    { kind: 'text', name: 'q', label: t('staff.search'), hint: t('staff.search_hint') },
    {
      kind: 'select',
      name: 'role',
      label: t('staff.role'),
      options: roles.map((value) => ({ value, label: code('role', value) })),
    },
    ...(hasStores
      ? [{ kind: 'store' as const, name: 'store_id', label: t('staff.works_in') }]
      : []),
    {
      kind: 'select',
      name: 'state',
      label: t('store.state'),
      options: STAFF_STATES.map((value) => ({ value, label: code('staff_state', value) })),
    },
  ]
}

function staffActs({ t }: Words): BulkAct<Staff>[] {
  const setActive = (is_active: boolean) => (person: Staff) =>
    editStaff(person.id, { etag: taggedByVersion(person).etag, body: { is_active } })
  return [
    { key: 'disable', text: t('staff.disable'), isDanger: true, each: setActive(false) },
    { key: 'enable', text: t('staff.enable'), each: setActive(true) },
  ]
}
