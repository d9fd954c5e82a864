// 规格: what is sold of the goods, what the chain asks for it, and what may be changed about it.

import type { Goods, Sku, Tagged } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Button, Flex } from 'antd'
import { useState } from 'react'
import { useMay } from '@/session/context'
import { actsColumn } from '@/ui/actsColumn'
import type { Column } from '@/ui/cards'
import { Table } from '@/ui/Table'
import { AddSku } from './AddSku'
import { Price, SkuState } from './columns'
import { EditSku } from './EditSku'
import { SwitchSku } from './SwitchSku'

interface SkusTabProps {
  goods: Goods
  reread: () => Promise<Tagged<Goods>>
}

type Window = { form: 'add' } | { form: 'edit' | 'switch'; skuId: string }

export function SkusTab({ goods, reread }: SkusTabProps) {
  const words = useWords()
  const { t } = words
  const may = useMay()
  const [open, setOpen] = useState<Window>()
  const close = () => setOpen(undefined)
  const sku = open && 'skuId' in open ? goods.skus.find(({ id }) => id === open.skuId) : undefined
  const acts = actsColumn<Sku>(words, (one) => (
    <SkuActs sku={one} open={(form) => setOpen({ form, skuId: one.id })} />
  ))
  return (
    <Flex vertical gap={12}>
      <Table<Sku>
        size="middle"
        asCards
        rowKey="id"
        dataSource={goods.skus}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[...columns(words), ...(may('goods.write') ? [acts] : [])]}
      />
      {may('goods.write') && (
        <div>
          <Button onClick={() => setOpen({ form: 'add' })}>{t('sku.add')}</Button>
        </div>
      )}
      {open?.form === 'add' && <AddSku goodsId={goods.id} close={close} />}
      {open?.form === 'edit' && sku && <EditSku sku={sku} close={close} />}
      {open?.form === 'switch' && sku && <SwitchSku sku={sku} reread={reread} close={close} />}
    </Flex>
  )
}

function SkuActs({ sku, open }: { sku: Sku; open: (form: 'edit' | 'switch') => void }) {
  const { t } = useWords()
  const sayFor = (act: string) => `${act} ${sku.code}`
  const flip = t(sku.is_active ? 'sku.stop' : 'sku.restart')
  return (
    <>
      <Button size="small" aria-label={sayFor(t('act.edit'))} onClick={() => open('edit')}>
        {t('act.edit')}
      </Button>
      <Button size="small" aria-label={sayFor(flip)} onClick={() => open('switch')}>
        {flip}
      </Button>
    </>
  )
}

function columns({ t }: Words): Column<Sku>[] {
  return [
    {
      key: 'name',
      title: t('word.sku'),
      render: (_, { name, code }) => (
        <>
          {name && <div>{name}</div>}
          <span className={name ? 'num quiet' : 'num'}>{code}</span>
        </>
      ),
    },
    {
      key: 'barcodes',
      title: t('sku.barcodes'),
      render: (_, { barcodes }) =>
        barcodes.length > 0
          ? barcodes.map((barcode) => (
              <div key={barcode} className="num">
                {barcode}
              </div>
            ))
          : '–',
    },
    {
      key: 'list_price',
      title: t('price.list'),
      onPhone: 'beside',
      align: 'right',
      render: (_, { list_price }) => <Price fen={list_price} />,
    },
    {
      key: 'member_price',
      title: t('price.member'),
      align: 'right',
      render: (_, { member_price }) => <Price fen={member_price} />,
    },
    {
      key: 'keeps_stock',
      title: t('sku.keeps_stock'),
      render: (_, { keeps_stock }) => t(keeps_stock ? 'filter.yes' : 'filter.no'),
    },
    { key: 'state', title: t('sku.state'), render: (_, sku) => <SkuState sku={sku} /> },
  ]
}
