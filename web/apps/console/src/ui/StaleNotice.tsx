// Told when somebody else saved the record first: which fields differ, and the two ways on. What
// was typed stays in the form meanwhile.

import { useWords } from '@huitong/words/react'
import { Alert, Button, Flex } from 'antd'
import type { ReactNode } from 'react'
import { useAttention } from './attention'
import { StateTag } from './StateTag'
import type { Difference } from './stale'
import { Table } from './Table'
import type { Clash } from './useEdit'

/** How fields are told to people: their label, and a value as it is read. */
export type FieldWords<Values> = {
  [K in keyof Values & string]?: { label: string; show?: (value: Values[K]) => ReactNode }
}

interface StaleNoticeProps<Values extends object> {
  clash: Clash<Values>
  fields: FieldWords<Values>
  takeTheirs: () => void
  keepMine: () => void
}

export function StaleNotice<Values extends object>(props: StaleNoticeProps<Values>) {
  const { t } = useWords()
  const { differences } = props.clash
  const isApart = !differences.some(({ isConflict }) => isConflict)
  const notice = useAttention()
  return (
    <div ref={notice} tabIndex={-1} className="notice">
      <Alert
        type="warning"
        showIcon
        role="alert"
        title={t('edit.stale_title')}
        description={
          <Flex vertical gap={12}>
            <span>{t('edit.stale_hint')}</span>
            {isApart && <span>{t('edit.stale_apart')}</span>}
            {differences.length > 0 && <Differences {...props} />}
            <Flex gap={8} wrap>
              <Button onClick={props.takeTheirs}>{t('edit.take_theirs')}</Button>
              <Button type="primary" onClick={props.keepMine}>
                {t('edit.keep_mine')}
              </Button>
            </Flex>
          </Flex>
        }
      />
    </div>
  )
}

function Differences<Values extends object>({ clash, fields }: StaleNoticeProps<Values>) {
  const { t } = useWords()
  type Row = Difference<keyof Values & string>
  const column = (key: 'before' | 'theirs' | 'yours', title: string) => ({
    key,
    title,
    onPhone: 'wide' as const,
    render: (_: unknown, row: Row) =>
      shown(row[key], fields[row.field]?.show as Show, t('edit.empty')),
  })
  return (
    <Table<Row>
      size="small"
      asCards
      rowKey="field"
      pagination={false}
      dataSource={clash.differences}
      columns={[
        {
          key: 'field',
          title: t('edit.stale_field'),
          render: (_, { field, isConflict }) => (
            <>
              {fields[field]?.label ?? field}{' '}
              {isConflict && <StateTag tone="warn">{t('edit.differs')}</StateTag>}
            </>
          ),
        },
        column('before', t('edit.stale_before')),
        column('theirs', t('edit.stale_theirs')),
        column('yours', t('edit.stale_yours')),
      ]}
    />
  )
}

type Show = ((value: unknown) => ReactNode) | undefined

function shown(value: unknown, show: Show, empty: string): ReactNode {
  if (value === undefined || value === null || value === '') {
    return <span className="quiet">{empty}</span>
  }
  if (show) return show(value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
