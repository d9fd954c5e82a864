// Who works in a store: its own people, those of its region, and those of the whole brand.

import type { Staff, Store } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Flex } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useRoles } from '@/permissions/queries'
import { useMay, useSession } from '@/session/context'
import { AddStaff } from '@/staff/AddStaff'
import { staffColumns } from '@/staff/columns'
import { usePeopleOf } from '@/staff/queries'
import { EmptyState } from '@/ui/EmptyState'
import { Answered } from '@/ui/states'
import { Table } from '@/ui/Table'
import { useStoreTime } from './time'

export function StorePeople({ store }: { store: Store }) {
  const words = useWords()
  const { t } = words
  const may = useMay()
  const me = useSession()
  const time = useStoreTime()
  const navigate = useNavigate()
  const people = usePeopleOf(store)
  const { gives } = useRoles()
  const [isAdding, setAdding] = useState(false)
  return (
    <Flex vertical gap={12}>
      {may('staff.write') && gives.length > 0 && (
        <div>
          <Button onClick={() => setAdding(true)}>{t('staff.add')}</Button>
        </div>
      )}
      <Answered query={people}>
        {(rows) => (
          <Table<Staff>
            size="small"
            asCards
            rowKey="id"
            dataSource={rows}
            columns={staffColumns(words, me.staff.id, time)}
            pagination={{ hideOnSinglePage: true, pageSize: 50, showSizeChanger: false }}
            scroll={{ x: 'max-content' }}
            locale={{ emptyText: <EmptyState text={t('staff.none_found')} /> }}
          />
        )}
      </Answered>
      {isAdding && (
        <AddStaff
          scope={{ store_ids: [store.id] }}
          close={() => setAdding(false)}
          added={(staffId) => navigate(`/staff/${staffId}`)}
        />
      )}
    </Flex>
  )
}
