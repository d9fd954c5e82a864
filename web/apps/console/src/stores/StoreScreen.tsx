// One store: what is known of it, its tills, and who works there.

import type { Store, Tagged } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Link, useParams } from 'react-router'
import { useMay } from '@/session/context'
import { DetailPage } from '@/ui/DetailPage'
import { reread } from '@/ui/reread'
import { Answered } from '@/ui/states'
import { useStore } from './queries'
import { StoreFacts } from './StoreFacts'
import { StoreForm } from './StoreForm'
import { StorePeople } from './StorePeople'
import { StoreState } from './StoreState'
import { TillsTab } from './TillsTab'

export function StoreScreen() {
  const { storeId = '' } = useParams()
  const store = useStore(storeId)
  return (
    <Answered query={store}>
      {(known) => <StorePage key={storeId} record={known} reread={reread(store)} />}
    </Answered>
  )
}

interface StorePageProps {
  record: Tagged<Store>
  reread: () => Promise<Tagged<Store>>
}

function StorePage(props: StorePageProps) {
  const { t, code } = useWords()
  const may = useMay()
  const store = props.record.data
  const beside = (
    <>
      <span className="num quiet">{store.code}</span>
      <span className="quiet">{code('ownership', store.ownership)}</span>
      <StoreState store={store} />
    </>
  )
  return (
    <DetailPage
      title={store.name}
      beside={beside}
      acts={<StoreLinks storeId={store.id} />}
      tabs={[
        {
          key: 'details',
          label: t('store.details'),
          children: may('stores.write') ? <StoreForm {...props} /> : <StoreFacts store={store} />,
        },
        { key: 'tills', label: t('word.tills'), children: <TillsTab storeId={store.id} /> },
        may('staff.read') && {
          key: 'people',
          label: t('nav.staff'),
          children: <StorePeople store={store} />,
        },
      ]}
    />
  )
}

/** The lists of what belongs to the store. */
function StoreLinks({ storeId }: { storeId: string }) {
  const { t } = useWords()
  const may = useMay()
  const search = new URLSearchParams({ store_id: storeId })
  return (
    <>
      {may('members.read') && <Link to={`/members?${search}`}>{t('store.its_members')}</Link>}
      {may('orders.read') && <Link to={`/orders?${search}`}>{t('store.its_orders')}</Link>}
    </>
  )
}
