// 重打: the receipt of an order once more, as it is kept.

import { PrinterOutlined } from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import { Link, useParams } from 'react-router'
import { Page } from '@/ui/Page'
import { Answered } from '@/ui/states'
import { useOrder } from './queries'
import { ReceiptPaper } from './ReceiptPaper'
import { receiptOfOrder } from './receipt'

export function ReceiptScreen() {
  const { t } = useWords()
  const { orderId = '' } = useParams()
  const order = useOrder(orderId)
  return (
    <Answered query={order}>
      {(known) => (
        <Page
          title={t('order.reprint')}
          beside={<Link to={`/orders/${orderId}`}>{known.order_no}</Link>}
          acts={
            <Button type="primary" icon={<PrinterOutlined />} onClick={() => print()}>
              {t('sale.print')}
            </Button>
          }
        >
          <ReceiptPaper of={receiptOfOrder(known)} />
        </Page>
      )}
    </Answered>
  )
}
