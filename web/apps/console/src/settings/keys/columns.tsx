// What a list of keys shows.

import type { ApiKey } from '@huitong/api'
import type { Words } from '@huitong/words/react'
import { Button, Flex } from 'antd'
import { StaffName } from '@/staff/StaffName'
import { StoreName } from '@/stores/StoreSelect'
import type { StoreTime } from '@/stores/time'
import { actsColumn } from '@/ui/actsColumn'
import type { ListColumn } from '@/ui/ListTable'
import { byMoment, byText } from '@/ui/ordering'
import { StateTag, type Tone } from '@/ui/StateTag'
import { type KeyState, stateOf } from './granting'

const TONES: Record<KeyState, Tone> = { good: 'good', over: 'plain', revoked: 'bad' }

export function keyColumns(
  words: Words,
  time: StoreTime,
  revoke: (key: ApiKey) => void,
): ListColumn<ApiKey>[] {
  const { t, code } = words
  const now = new Date()
  return [
    {
      key: 'name',
      title: t('api_key.name'),
      sorter: byText(({ name }) => name),
      render: (_, { name }) => name,
    },
    {
      key: 'state',
      title: t('word.state'),
      onPhone: 'beside',
      sorter: byText((key) => code('api_key_state', stateOf(key, now))),
      render: (_, key) => {
        const state = stateOf(key, now)
        return <StateTag tone={TONES[state]}>{code('api_key_state', state)}</StateTag>
      },
    },
    {
      key: 'permissions',
      title: t('api_key.permissions'),
      onPhone: 'wide',
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
      onPhone: 'wide',
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
      sorter: byMoment(({ ends_at }) => ends_at),
      render: (_, { ends_at }) => <span className="num">{time(ends_at)}</span>,
    },
    {
      key: 'seen_at',
      title: t('api_key.seen_at'),
      sorter: byMoment(({ seen_at }) => seen_at),
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
    actsColumn(
      words,
      (key) =>
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
    ),
  ]
}
