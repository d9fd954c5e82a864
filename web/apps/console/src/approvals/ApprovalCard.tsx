// One request: what is asked for, by whom and why, what became of it, and what can be done.

import type { Approval } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Card, Flex } from 'antd'
import { FilterLine } from '@/exports/FilterParts'
import { useMay, useSession } from '@/session/context'
import { StaffName } from '@/staff/StaffName'
import { StoreName } from '@/stores/StoreSelect'
import { useStoreTime } from '@/stores/time'
import { StateTag, type Tone } from '@/ui/StateTag'
import { Summary, type SummaryItems } from '@/ui/Summary'
import { GoodsBack } from './GoodsBack'
import { Wish } from './Wish'
import { wantedBy } from './wanted'

export type Decision = 'approve' | 'refuse' | 'withdraw'

interface ApprovalCardProps {
  approval: Approval
  decide: (decision: Decision) => void
}

const TONES: Record<Approval['state'], Tone> = {
  pending: 'busy',
  approved: 'good',
  refused: 'bad',
  withdrawn: 'plain',
  expired: 'plain',
}

export function ApprovalCard({ approval, decide }: ApprovalCardProps) {
  const { code } = useWords()
  return (
    <Card size="small">
      <Flex gap={8} justify="space-between" align="start" wrap style={{ marginBottom: 12 }}>
        <span id={wishId(approval)}>
          <Wish approval={approval} />
        </span>
        <StateTag tone={TONES[approval.state]}>{code('approval_state', approval.state)}</StateTag>
      </Flex>
      <Summary items={useFacts(approval)} />
      {approval.state === 'pending' && <Acts approval={approval} decide={decide} />}
    </Card>
  )
}

function useFacts(approval: Approval): SummaryItems {
  const { t } = useWords()
  const time = useStoreTime()
  const { store_id } = approval
  const { expiresAt, lines, filter } = wantedBy(approval)
  const isDecided = approval.state === 'approved' || approval.state === 'refused'
  return [
    {
      key: 'by',
      label: t('approval.requested_by'),
      children: (
        <span>
          <StaffName id={approval.requested_by} />{' '}
          <span className="num quiet">{time(approval.requested_at)}</span>
        </span>
      ),
    },
    store_id !== null && {
      key: 'store',
      label: t('word.store'),
      children: <StoreName id={store_id} />,
    },
    approval.state === 'pending' && {
      key: 'ends',
      label: t('approval.ends_at'),
      children: <span className="num">{time(approval.ends_at)}</span>,
    },
    expiresAt !== undefined && {
      key: 'expires',
      label: t('approval.points_until'),
      children: <span className="num">{time(expiresAt)}</span>,
    },
    { key: 'reason', label: t('word.reason'), children: approval.reason, isWide: true },
    filter !== undefined && {
      key: 'filter',
      label: t('export.filter'),
      children: <FilterLine of={filter} />,
      isWide: true,
    },
    lines !== undefined && {
      key: 'lines',
      label: t('approval.goods'),
      children: <GoodsBack orderId={approval.subject} lines={lines} />,
      isWide: true,
    },
    isDecided && {
      key: 'decided',
      label: t('approval.decided_by'),
      children: (
        <span>
          <StaffName id={approval.decided_by} />{' '}
          <span className="num quiet">{approval.decided_at && time(approval.decided_at)}</span>
        </span>
      ),
    },
    approval.note !== null && {
      key: 'note',
      label: t('approval.note'),
      children: approval.note,
      isWide: true,
    },
  ]
}

/** Each card has the same buttons: what they are about is read out with them. */
function wishId({ id }: Approval): string {
  return `wish_${id}`
}

function Acts({ approval, decide }: ApprovalCardProps) {
  const { t } = useWords()
  const may = useMay()
  const { staff } = useSession()
  if (approval.requested_by === staff.id) {
    return (
      <Flex gap={8} align="center" wrap style={{ marginTop: 12 }}>
        <Button aria-describedby={wishId(approval)} onClick={() => decide('withdraw')}>
          {t('approval.withdraw')}
        </Button>
        <span className="quiet">{t('approval.own_hint')}</span>
      </Flex>
    )
  }
  if (!may('approvals.decide')) return null
  return (
    <Flex gap={8} style={{ marginTop: 12 }}>
      <Button type="primary" aria-describedby={wishId(approval)} onClick={() => decide('approve')}>
        {t('approval.approve')}
      </Button>
      <Button danger aria-describedby={wishId(approval)} onClick={() => decide('refuse')}>
        {t('approval.refuse')}
      </Button>
    </Flex>
  )
}
