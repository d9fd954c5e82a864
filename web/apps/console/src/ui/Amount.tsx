// Money and points as people read them: figures of one width, what is owed in red.

import { formatCount, formatMoney } from '@huitong/words'

/** 分 as 1,234.50. */
export function Money({ fen }: { fen: number }) {
  return <span className={fen < 0 ? 'num owed' : 'num'}>{formatMoney(fen)}</span>
}

export function Count({ count }: { count: number }) {
  return <span className={count < 0 ? 'num owed' : 'num'}>{formatCount(count)}</span>
}

/** A movement: the sign is shown both ways, and is not told by colour alone. */
export function Change({ amount, isMoney }: { amount: number; isMoney: boolean }) {
  const text = isMoney ? formatMoney(amount) : formatCount(amount)
  return (
    <span className={amount < 0 ? 'num owed' : 'num given'}>{amount > 0 ? `+${text}` : text}</span>
  )
}

interface AmountColumn<Row> {
  key: string
  title: string
  align: 'right'
  render: (_: unknown, row: Row) => React.ReactNode
}

export function moneyColumn<Row>(
  key: string,
  title: string,
  of: (row: Row) => number,
): AmountColumn<Row> {
  return { key, title, align: 'right', render: (_, row) => <Money fen={of(row)} /> }
}

export function countColumn<Row>(
  key: string,
  title: string,
  of: (row: Row) => number,
): AmountColumn<Row> {
  return { key, title, align: 'right', render: (_, row) => <Count count={of(row)} /> }
}
