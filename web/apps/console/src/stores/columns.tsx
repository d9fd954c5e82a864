// How stores are shown in their list.

import type { Store } from '@huitong/api'
import type { Words } from '@huitong/words/react'
import { Link } from 'react-router'
import { RegionName } from '@/regions/RegionSelect'
import { Count } from '@/ui/Amount'
import type { ListColumn } from '@/ui/ListTable'
import { timeOf } from './clock'
import { HoursText } from './HoursText'
import { StoreState } from './StoreState'

export function storeColumns({ t, code }: Words): ListColumn<Store>[] {
  return [
    {
      key: 'name',
      title: t('store.name'),
      sortsBy: 'name',
      render: (_, { id, name, code }) => (
        <>
          <Link to={`/stores/${id}`}>{name}</Link>
          <div className="num quiet">{code}</div>
        </>
      ),
    },
    {
      key: 'region',
      title: t('word.region'),
      sortsBy: 'region',
      isOptional: true,
      render: (_, { region_id }) => <RegionName id={region_id} />,
    },
    {
      key: 'ownership',
      title: t('store.ownership'),
      sortsBy: 'ownership',
      isOptional: true,
      render: (_, { ownership }) => code('ownership', ownership),
    },
    {
      key: 'phone',
      title: t('store.phone'),
      isHiddenAtFirst: true,
      render: (_, { phone }) => <span className="num">{phone ?? '–'}</span>,
    },
    {
      key: 'address',
      title: t('store.address'),
      onPhone: 'wide',
      isHiddenAtFirst: true,
      render: (_, { address }) => address ?? '–',
    },
    {
      key: 'hours',
      title: t('store.hours'),
      onPhone: 'wide',
      isHiddenAtFirst: true,
      render: (_, { opening_hours }) => <HoursText openings={opening_hours} />,
    },
    {
      key: 'area',
      title: t('store.area'),
      sortsBy: 'area',
      align: 'right',
      isHiddenAtFirst: true,
      render: (_, { area_m2 }) => (area_m2 ? <Count count={area_m2} /> : '–'),
    },
    {
      key: 'zone',
      title: t('store.zone'),
      isHiddenAtFirst: true,
      render: (_, { zone }) => zone,
    },
    {
      key: 'cutoff',
      title: t('store.cutoff'),
      isHiddenAtFirst: true,
      render: (_, { cutoff }) => <span className="num">{timeOf(cutoff)}</span>,
    },
    {
      key: 'state',
      title: t('store.state'),
      onPhone: 'beside',
      sortsBy: 'state',
      render: (_, store) => <StoreState store={store} />,
    },
  ]
}
