// What is on the shelf now, and putting it right.

import type { Sku } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Button, Flex, Statistic } from 'antd'
import { useState } from 'react'
import { useMay } from '@/session/context'
import { Answered } from '@/ui/states'
import { ChangeStock } from './ChangeStock'
import { type Shelf, useStock } from './queries'

export function StockLevel({ sku, shelf }: { sku: Sku; shelf: Shelf }) {
  const { t } = useWords()
  const may = useMay()
  const stock = useStock(shelf)
  const [isChanging, setChanging] = useState(false)
  return (
    <Answered query={stock}>
      {({ quantity }) => (
        <Flex gap={32} align="end" wrap>
          <Statistic
            title={t('stock.now')}
            value={formatCount(quantity)}
            className={quantity < 0 ? 'num owed' : 'num'}
          />
          {may('stock.write') && (
            <Button onClick={() => setChanging(true)}>{t('stock.change')}</Button>
          )}
          {isChanging && (
            <ChangeStock sku={sku} shelf={shelf} now={quantity} close={() => setChanging(false)} />
          )}
        </Flex>
      )}
    </Answered>
  )
}
