// One tender: how much of the total it pays, with what it can pay at most.

import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { MoneyInput } from '@/ui/MoneyInput'
import type { TenderKind } from './paying'

interface TenderRowProps {
  kind: TenderKind
  name: string
  hint?: ReactNode
  amount: number | undefined
  /** Why it was refused. */
  why: string | undefined
  type: (amount: number | undefined) => void
  fill: () => void
}

export function TenderRow({ kind, name, hint, amount, why, type, fill }: TenderRowProps) {
  const { t } = useWords()
  const id = useId()
  // What is no amount pays nothing, and stays to be seen.
  const [isNoAmount, setNoAmount] = useState(false)
  const isWrong = isNoAmount && amount === undefined
  const told = isWrong ? t('form.amount_required') : why
  return (
    <div className="sale-tender">
      <label htmlFor={id}>{name}</label>
      <MoneyInput
        key={kind}
        id={id}
        value={isWrong ? Number.NaN : amount}
        onChange={(fen) => {
          setNoAmount(Number.isNaN(fen))
          type(Number.isNaN(fen) ? undefined : fen)
        }}
        placeholder="0.00"
      />
      <Button onClick={fill} aria-label={t('sale.fill_of', { tender: name })}>
        {t('sale.fill')}
      </Button>
      {hint && <div className="quiet sale-tender-hint">{hint}</div>}
      {told && (
        <div className="owed sale-tender-hint" role="alert">
          {told}
        </div>
      )}
    </div>
  )
}
