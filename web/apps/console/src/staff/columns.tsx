// How people are shown in lists: who, what they may do, where, since when.

import type { Staff } from '@huitong/api'
import type { Words } from '@huitong/words/react'
import { Link } from 'react-router'
import type { StoreTime } from '@/stores/time'
import type { ListColumn } from '@/ui/ListTable'
import { StateTag } from '@/ui/StateTag'
import { ScopeText } from './ScopeText'
import { StaffState } from './StaffState'

/** `ownId` is marked as oneself. */
export function staffColumns(
  { t, code }: Words,
  ownId: string,
  time: StoreTime,
): ListColumn<Staff>[] {
  return [
    {
      key: 'name',
      title: t('staff.name'),
      sortsBy: 'name',
      render: (_, { id, name, login }) => (
        <>
          <Link to={`/staff/${id}`}>{name}</Link>{' '}
          {id === ownId && <StateTag tone="busy">{t('staff.me')}</StateTag>}
          <div className="quiet">{login}</div>
        </>
      ),
    },
    {
      key: 'role',
      title: t('staff.role'),
      onPhone: 'under',
      sortsBy: 'role',
      render: (_, { role }) => code('role', role),
    },
    {
      key: 'scope',
      title: t('staff.scope'),
      onPhone: 'wide',
      isOptional: true,
      render: (_, { scope }) => <ScopeText scope={scope} />,
    },
    {
      key: 'created_at',
      title: t('staff.since'),
      sortsBy: 'since',
      isOptional: true,
      render: (_, { created_at }) => <span className="num">{time(created_at)}</span>,
    },
    {
      key: 'state',
      title: t('store.state'),
      onPhone: 'beside',
      sortsBy: 'state',
      render: (_, person) => <StaffState person={person} />,
    },
  ]
}
