// 发码密钥: with which phones are certified for member codes that tills check without a line. A new
// one is made when a key may have leaked, or by habit once a year.

import type { CodeKey } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Card, Typography } from 'antd'
import { useState } from 'react'
import { useMay } from '@/session/context'
import { useStoreTime } from '@/stores/time'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { StateTag } from '@/ui/StateTag'
import { Answered } from '@/ui/states'
import { Table } from '@/ui/Table'
import { useCodeKeys, useRotateCodeKeys } from './queries'

export function CodeKeysCard() {
  const { t } = useWords()
  const may = useMay()
  const keys = useCodeKeys()
  const [isRotating, setRotating] = useState(false)
  return (
    <div className="settings-form">
      <Card
        size="small"
        title={t('code_key.title')}
        extra={
          may('settings.write') && (
            <Button size="small" onClick={() => setRotating(true)}>
              {t('code_key.rotate')}
            </Button>
          )
        }
      >
        <p className="quiet" style={{ marginTop: 0 }}>
          {t('code_key.hint')}
        </p>
        <Answered query={keys}>{({ items }) => <Keys keys={items} />}</Answered>
      </Card>
      {isRotating && <Rotate close={() => setRotating(false)} />}
    </div>
  )
}

function Keys({ keys }: { keys: CodeKey[] }) {
  const { t } = useWords()
  const time = useStoreTime()
  return (
    <Table<CodeKey>
      size="small"
      asCards
      rowKey="no"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={keys.toReversed()}
      columns={[
        { key: 'no', title: t('code_key.no'), align: 'right', dataIndex: 'no', className: 'num' },
        {
          key: 'state',
          title: t('word.state'),
          onPhone: 'head',
          render: (_, { trusted_until }) =>
            trusted_until === null ? (
              <StateTag tone="good">{t('code_key.certifies')}</StateTag>
            ) : (
              <StateTag tone="plain">
                {t('code_key.trusted_until', { time: time(trusted_until) })}
              </StateTag>
            ),
        },
        {
          key: 'created_at',
          title: t('code_key.since'),
          render: (_, { created_at }) => <span className="num">{time(created_at)}</span>,
        },
        {
          key: 'public_key',
          title: t('code_key.public_key'),
          render: (_, { public_key }) => (
            <Typography.Text copyable={{ text: public_key }}>
              {public_key.slice(0, 12)}…
            </Typography.Text>
          ),
        },
      ]}
    />
  )
}

function Rotate({ close }: { close: () => void }) {
  const { t } = useWords()
  const rotate = useRotateCodeKeys()
  return (
    <ConfirmAct
      name="rotate_code_keys"
      title={t('code_key.rotate')}
      text={t('code_key.rotate_means')}
      submitText={t('code_key.rotate')}
      doneText={t('code_key.rotated')}
      close={close}
      act={() => rotate.mutateAsync(undefined)}
    />
  )
}
