// 收银机 of a store: which there are, what each is registered as, and what may be done with them.

import type { Tagged, Till } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Flex } from 'antd'
import { useState } from 'react'
import { useMay } from '@/session/context'
import { actsColumn } from '@/ui/actsColumn'
import { taggedByVersion } from '@/ui/answer'
import { GrowingTable } from '@/ui/GrowingTable'
import { StateTag } from '@/ui/StateTag'
import { AddTill } from './AddTill'
import { type OpenAct, TillActs, TillWindow } from './TillActs'
import { TillDevice } from './TillDevice'
import { useTills } from './tills'

export function TillsTab({ storeId }: { storeId: string }) {
  const words = useWords()
  const { t } = words
  const may = useMay()
  const tills = useTills(storeId)
  const [isAdding, setAdding] = useState(false)
  const [open, setOpen] = useState<OpenAct>()
  const hasActs = may('stores.write') || may('tills.register')

  /** There is no call for one till. */
  async function reread(tillId: string): Promise<Tagged<Till>> {
    const { data } = await tills.refetch({ throwOnError: true })
    const found = data?.pages.flatMap(({ items }) => items).find(({ id }) => id === tillId)
    if (!found) throw new Error('the till is not in the list any more')
    return taggedByVersion(found)
  }

  return (
    <Flex vertical gap={12}>
      {may('stores.write') && (
        <div>
          <Button onClick={() => setAdding(true)}>{t('till.add')}</Button>
        </div>
      )}
      <GrowingTable<Till>
        list={tills}
        rowKey={({ id }) => id}
        emptyText={t('till.none')}
        columns={[
          { key: 'name', title: t('till.name'), render: (_, { name }) => name },
          {
            key: 'code',
            title: t('till.code'),
            render: (_, { code }) => <span className="num">{code}</span>,
          },
          {
            key: 'state',
            title: t('store.state'),
            onPhone: 'beside',
            render: (_, { is_active }) => (
              <StateTag tone={is_active ? 'good' : 'plain'}>
                {t(is_active ? 'till.active' : 'till.inactive')}
              </StateTag>
            ),
          },
          {
            key: 'device',
            title: t('till.device'),
            render: (_, till) => <TillDevice till={till} />,
          },
          ...(hasActs
            ? [actsColumn<Till>(words, (till) => <TillActs till={till} open={setOpen} />)]
            : []),
        ]}
      />
      {open && (
        <TillWindow
          {...open}
          reread={() => reread(open.till.id)}
          close={() => setOpen(undefined)}
        />
      )}
      {isAdding && <AddTill storeId={storeId} close={() => setAdding(false)} />}
    </Flex>
  )
}
