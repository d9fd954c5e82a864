// What the member holds. A debt – points taken back that were spent already – is shown as what it
// is: a balance below zero, in red and in words.

import { formatCount, formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Card } from 'antd'
import { Answered } from '@/ui/states'
import { useBalances } from './queries'

export function BalanceCards({ memberId }: { memberId: string }) {
  const { t } = useWords()
  const balances = useBalances(memberId)
  return (
    <Answered query={balances}>
      {(held) => (
        <section className="cards" aria-label={t('member.balances')}>
          <Balance
            title={t('asset.points')}
            balance={held.points}
            held={held.spendable?.points_held ?? 0}
          />
          <Balance
            title={t('asset.principal')}
            balance={held.principal}
            held={held.spendable?.principal_held ?? 0}
            isMoney
          />
          <Balance
            title={t('asset.bonus')}
            balance={held.bonus}
            held={held.spendable?.bonus_held ?? 0}
            isMoney
          />
        </section>
      )}
    </Answered>
  )
}

interface BalanceProps {
  title: string
  balance: number
  held: number
  isMoney?: boolean
}

function Balance({ title, balance, held, isMoney = false }: BalanceProps) {
  const { t } = useWords()
  const write = isMoney ? formatMoney : formatCount
  return (
    <Card size="small">
      <div className="quiet">{title}</div>
      <div
        className={balance < 0 ? 'num owed' : 'num'}
        style={{ fontSize: 26, fontWeight: 600, lineHeight: 1.5 }}
      >
        {write(balance)}
      </div>
      <div className={balance < 0 ? 'owed' : 'quiet'} style={{ fontSize: 13 }}>
        {balance < 0
          ? t('balance.owed', { amount: write(-balance) })
          : t('balance.held', { amount: write(held) })}
      </div>
    </Card>
  )
}
