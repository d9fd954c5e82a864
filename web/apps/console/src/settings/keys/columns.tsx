// What a list of keys shows.

import type { ApiKey } from '@huitong/api'
import type { Words } from '@huitong/words/react'
import { Button, Flex } from 'antd'
import { StaffName } from '@/staff/StaffName'
import { StoreName } from '@/stores/StoreSelect'
import type { StoreTime } from '@/stores/time'
import type { ListColumn } from '@/ui/ListTable'
import { StateTag, type Tone } from '@/ui/StateTag'
import { type KeyState, stateOf } from './granting'

const TONES: Record<KeyState, Tone> = { good: 'good', over: 'plain', revoked: 'bad' }

export function keyColumns(
  { t, code }: Words,
  time: StoreTime,
  revoke: (key: ApiKey) => void,
): ListColumn<ApiKey>[] {
  const now = new Date()
  return [
    { key: 'name', title: t('api_key.name'), render: (_, { name }) => name },
    {
      key: 'state',
      title: t('word.state'),
      render: (_, key) => {
        const state = stateOf(key, now)
        return <StateTag tone={TONES[state]}>{code('api_key_state', state)}</StateTag>
      },
    },
    {
      key: 'permissions',
      title: t('api_key.permissions'),
      isOptional: true,
      render: (_, { permissions }) => (
        <div style={{ minWidth: 200, maxWidth: 360 }}>
          {permissions.map((permission) => code('permission', permission)).join(' · ')}
        </div>
      ),
    },
    {
      key: 'stores',
      title: t('api_key.stores'),
      isOptional: true,
      render: (_, { store_ids }) =>
        store_ids === null ? (
          t('api_key.all_stores')
        ) : (
          <Flex vertical>
            {store_ids.map((id) => (
              <StoreName key={id} id={id} />
            ))}
          </Flex>
        ),
    },
    {
      key: 'made_by',
      title: t('api_key.made_by'),
      isOptional: true,
      render: (_, { made_by }) => <StaffName id={made_by} />,
    },
    {
      key: 'ends_at',
      title: t('api_key.ends_at'),
      render: (_, { ends_at }) => <span className="num">{time(ends_at)}</span>,
    },
    {
      key: 'seen_at',
      title: t('api_key.seen_at'),
      isOptional: true,
      render: (_, { seen_at, seen_network }) =>
        seen_at === null ? (
          <span className="quiet">{t('api_key.never_seen')}</span>
        ) : (
          <>
            <span className="num">{time(seen_at)}</span>
            <div className="quiet num">{seen_network}</div>
          </>
        ),
    },
    {
      key: 'acts',
      title: t('word.acts'),
      render: (_, key) =>
        stateOf(key, now) === 'good' && (
          <Button
            size="small"
            danger
            aria-label={t('api_key.revoke_one', { name: key.name })}
            onClick={() => revoke(key)}
          >
            {t('api_key.revoke')}
          </Button>
        ),
    },
  ]
}
