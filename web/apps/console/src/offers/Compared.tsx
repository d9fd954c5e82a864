// What differs between two versions.

import type { OfferVersion } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Card } from 'antd'
import { EmptyState } from '@/ui/EmptyState'
import { Table } from '@/ui/Table'
import { type Field, fieldsOf } from './fields'
import { useNames } from './useNames'

interface Row extends Field {
  other: string
}

export function Compared({ a, b }: { a: OfferVersion; b: OfferVersion }) {
  const words = useWords()
  const { t } = words
  const names = useNames([a.terms, b.terms])
  const after = new Map(fieldsOf(words, b.terms, names).map((field) => [field.key, field]))
  const rows: Row[] = fieldsOf(words, a.terms, names)
    .map((field) => ({ ...field, other: after.get(field.key)?.text ?? '' }))
    .filter(({ text, other }) => text !== other)
  const column = (key: 'text' | 'other', version: number) => ({
    key,
    title: t('offer.version', { version }),
    onPhone: 'wide' as const,
    render: (_: unknown, row: Row) => <span className="offer-compared">{row[key]}</span>,
  })
  return (
    <Card size="small" title={t('offer.differences', { a: a.version, b: b.version })}>
      {rows.length === 0 ? (
        <EmptyState text={t('offer.same')} />
      ) : (
        <Table<Row>
          size="small"
          asCards
          rowKey="key"
          dataSource={rows}
          pagination={false}
          scroll={{ x: 'max-content' }}
          columns={[
            { key: 'label', title: t('edit.stale_field'), dataIndex: 'label' },
            column('text', a.version),
            column('other', b.version),
          ]}
        />
      )}
    </Card>
  )
}
