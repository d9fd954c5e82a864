// What a list of joining links shows.

import type { JoiningLink } from '@huitong/api'
import type { Words } from '@huitong/words/react'
import { Button } from 'antd'
import { Link } from 'react-router'
import { StaffName } from '@/staff/StaffName'
import { StoreName } from '@/stores/StoreSelect'
import type { StoreTime } from '@/stores/time'
import { countColumn } from '@/ui/Amount'
import { actsColumn } from '@/ui/actsColumn'
import type { ListColumn } from '@/ui/ListTable'
import { byMoment, byNumber, byText } from '@/ui/ordering'
import { StateTag } from '@/ui/StateTag'

interface LinkActs {
  showCode: (link: JoiningLink) => void
  /** Absent for those who may not. */
  disable?: (link: JoiningLink) => void
}

export function linkColumns(
  words: Words,
  time: StoreTime,
  { showCode, disable }: LinkActs,
): ListColumn<JoiningLink>[] {
  const { t, code } = words
  const newMembers = (link: JoiningLink) => link.new_members
  const knownMembers = (link: JoiningLink) => link.known_members
  return [
    {
      key: 'name',
      title: t('joining.name'),
      sorter: byText(({ name }) => name),
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
    {
      ...countColumn('new_members', t('joining.new_members'), newMembers),
      sorter: byNumber(newMembers),
    },
    {
      ...countColumn('known_members', t('joining.known_members'), knownMembers),
      sorter: byNumber(knownMembers),
      isOptional: true,
    },
    {
      key: 'state',
      title: t('word.state'),
      onPhone: 'beside',
      render: (_, { is_active }) => (
        <StateTag tone={is_active ? 'good' : 'plain'}>
          {t(is_active ? 'joining.active' : 'joining.inactive')}
        </StateTag>
      ),
    },
    {
      key: 'created_at',
      title: t('joining.created_at'),
      onPhone: 'wide',
      sorter: byMoment(({ created_at }) => created_at),
      isOptional: true,
      render: (_, { created_at, store_id }) => (
        <span className="num">{time(created_at, store_id)}</span>
      ),
    },
    actsColumn(
      words,
      (link) =>
        link.is_active && (
          <>
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
          </>
        ),
    ),
  ]
}
