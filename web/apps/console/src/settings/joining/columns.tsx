// What a list of joining links shows.

import type { JoiningLink } from '@huitong/api'
import type { Words } from '@huitong/words/react'
import { Button, Flex } from 'antd'
import { Link } from 'react-router'
import { StaffName } from '@/staff/StaffName'
import { StoreName } from '@/stores/StoreSelect'
import type { StoreTime } from '@/stores/time'
import { countColumn } from '@/ui/Amount'
import type { ListColumn } from '@/ui/ListTable'
import { StateTag } from '@/ui/StateTag'

interface LinkActs {
  showCode: (link: JoiningLink) => void
  /** Absent for those who may not. */
  disable?: (link: JoiningLink) => void
}

export function linkColumns(
  { t, code }: Words,
  time: StoreTime,
  { showCode, disable }: LinkActs,
): ListColumn<JoiningLink>[] {
  return [
    {
      key: 'name',
      title: t('joining.name'),
      render: (_, { name, kind, channel }) => (
        <>
          {name}
          <div className="quiet">{`${code('link_kind', kind)} · ${code('channel', channel)}`}</div>
        </>
      ),
    },
    {
      key: 'store',
      title: t('word.store'),
      render: (_, { store_id }) =>
        store_id === null ? (
          t('joining.whole_brand')
        ) : (
          <Link to={`/stores/${store_id}`}>
            <StoreName id={store_id} />
          </Link>
        ),
    },
    {
      key: 'guide',
      title: t('joining.guide'),
      isOptional: true,
      render: (_, { guide_id }) =>
        guide_id === null ? <span className="quiet">–</span> : <StaffName id={guide_id} />,
    },
    countColumn('new_members', t('joining.new_members'), ({ new_members }) => new_members),
    {
      ...countColumn<JoiningLink>(
        'known_members',
        t('joining.known_members'),
        ({ known_members }) => known_members,
      ),
      isOptional: true,
    },
    {
      key: 'state',
      title: t('word.state'),
      render: (_, { is_active }) => (
        <StateTag tone={is_active ? 'good' : 'plain'}>
          {t(is_active ? 'joining.active' : 'joining.inactive')}
        </StateTag>
      ),
    },
    {
      key: 'created_at',
      title: t('joining.created_at'),
      isOptional: true,
      render: (_, { created_at, store_id }) => (
        <span className="num">{time(created_at, store_id)}</span>
      ),
    },
    {
      key: 'acts',
      title: t('word.acts'),
      render: (_, link) =>
        link.is_active && (
          <Flex gap={8}>
            <Button
              size="small"
              aria-label={t('joining.code_one', { name: link.name })}
              onClick={() => showCode(link)}
            >
              {t('joining.code')}
            </Button>
            {disable && (
              <Button
                size="small"
                danger
                aria-label={t('joining.disable_one', { name: link.name })}
                onClick={() => disable(link)}
              >
                {t('joining.disable')}
              </Button>
            )}
          </Flex>
        ),
    },
  ]
}
