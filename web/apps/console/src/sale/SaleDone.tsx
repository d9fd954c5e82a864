// The sale is settled: the change that goes back, the receipt to print, and the next sale.

import { PrinterOutlined } from '@ant-design/icons'
import { formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Button, Card, Flex } from 'antd'
import { Link } from 'react-router'
import { ReceiptPaper } from '@/orders/ReceiptPaper'
import { receiptOfSale } from '@/orders/receipt'
import { useSession } from '@/session/context'
import { useStores } from '@/stores/queries'
import { Page } from '@/ui/Page'
import type { Done, Sale } from './atHand'

interface SaleDoneProps {
  done: Done
  sale: Sale
  next: () => void
}

export function SaleDone({ done, sale, next }: SaleDoneProps) {
  const { t } = useWords()
  const { staff } = useSession()
  const stores = useStores()
  const { receipt, received, change } = done
  const acts = (
    <>
      <Button icon={<PrinterOutlined />} onClick={() => print()}>
        {t('sale.print')}
      </Button>
      <Button type="primary" autoFocus onClick={next}>
        {t('sale.next')}
      </Button>
    </>
  )
  return (
    <Page title={t('sale.done')} acts={acts}>
      <div className="sale-done">
        <Card size="small">
          <Flex vertical gap={4} role="status">
            <span className="quiet">{t('sale.change')}</span>
            <span className="num sale-change">{formatMoney(change)}</span>
            <span className="quiet num">
              {t('sale.received')} {formatMoney(received)}
            </span>
            <Link to={`/orders/${receipt.order_id}`}>
              {t('sale.done_no', { order_no: receipt.order_no })}
            </Link>
          </Flex>
        </Card>
        <ReceiptPaper
          of={receiptOfSale(receipt, {
            storeName: stores.get(receipt.store_id)?.name ?? '',
            tillId: sale.tillId,
            guideId: sale.guideId,
            cashierName: staff.name,
            received,
            change,
          })}
        />
      </div>
    </Page>
  )
}
