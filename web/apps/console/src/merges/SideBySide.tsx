// Two profiles beside each other. Where both say something and not the same, one is chosen; what
// is not kept is crossed out, so that colour alone does not tell.

import type { MergeField, MergePreview, MergeSide } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Radio } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { ProfileValue } from '@/members/ProfileField'
import { TierName } from '@/members/TierName'
import { useStoreTime } from '@/stores/time'
import { Count, Money } from '@/ui/Amount'
import { Table } from '@/ui/Table'
import { type FieldName, keptOf, type Side, withChoice } from './choices'

interface SideBySideProps {
  preview: MergePreview
  take: readonly FieldName[]
  choose: (take: readonly FieldName[]) => void
}

interface Row {
  key: string
  label: ReactNode
  survivor: ReactNode
  absorbed: ReactNode
}

export function SideBySide(props: SideBySideProps) {
  const { t } = useWords()
  const facts = useFacts(props.preview)
  const fields = useFields(props)
  return (
    <Table<Row>
      size="small"
      rowKey="key"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={[...fields, ...facts]}
      columns={[
        { key: 'label', dataIndex: 'label', title: t('member_change.field') },
        { key: 'survivor', dataIndex: 'survivor', title: t('merge.survivor') },
        { key: 'absorbed', dataIndex: 'absorbed', title: t('merge.absorbed') },
      ]}
    />
  )
}

function useFields({ preview, take, choose }: SideBySideProps): Row[] {
  const { code } = useWords()
  return preview.fields.map((field) => {
    const label = code('profile_field', field.field)
    const cell = (side: Side) => (
      <Cell
        preview={preview}
        field={field}
        side={side}
        label={label}
        isKept={keptOf(field, take) === side}
        choose={() => choose(withChoice(take, field.field, side))}
      />
    )
    return { key: field.field, label, survivor: cell('survivor'), absorbed: cell('absorbed') }
  })
}

interface CellProps {
  preview: MergePreview
  field: MergeField
  side: Side
  label: string
  isKept: boolean
  choose: () => void
}

function Cell({ preview, field, side, label, isKept, choose }: CellProps) {
  const { t } = useWords()
  // Two numbers may end alike: they are told by what is shown of them elsewhere too.
  const value = field.field === 'phone' ? preview[side].phone : field[side]
  const shown = <ProfileValue field={field.field} value={value} />
  if (field.is_conflict) {
    return (
      <Radio
        name={field.field}
        checked={isKept}
        onChange={choose}
        aria-label={t(side === 'survivor' ? 'merge.keep_survivors' : 'merge.keep_absorbeds', {
          field: label,
        })}
      >
        {isKept ? <strong>{shown}</strong> : <s className="quiet">{shown}</s>}
      </Radio>
    )
  }
  if (value === null) return shown
  return isKept ? <strong>{shown}</strong> : <span className="quiet">{shown}</span>
}

/** What stays with both and is told for comparison. */
function useFacts({ survivor, absorbed }: MergePreview): Row[] {
  const { t, code } = useWords()
  const time = useStoreTime()
  const row = (key: string, label: string, show: (side: MergeSide) => ReactNode): Row => ({
    key,
    label,
    survivor: show(survivor),
    absorbed: show(absorbed),
  })
  return [
    row('member_no', t('member.number'), ({ id, member_no }) => (
      <Link className="num" to={`/members/${id}`}>
        {member_no}
      </Link>
    )),
    row('tier', t('word.tier'), ({ tier_id }) => <TierName id={tier_id} />),
    row('state', t('word.state'), ({ state }) => code('member_state', state)),
    row('enrolled_at', t('member.enrolled_at'), ({ enrolled_at }) => (
      <span className="num">{time(enrolled_at).slice(0, 10)}</span>
    )),
    row('orders', t('member.orders'), ({ orders }) => <Count count={orders} />),
    row('total', t('member.total'), ({ total }) => <Money fen={total} />),
  ]
}
