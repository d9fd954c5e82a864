// 隐私政策: for each purpose the text in force, its history, and publishing the next version.

import { useWords, type Words } from '@huitong/words/react'
import { Button, Card } from 'antd'
import { useState } from 'react'
import { useMay } from '@/session/context'
import { StaffName } from '@/staff/StaffName'
import { type StoreTime, useStoreTime } from '@/stores/time'
import { actsColumn } from '@/ui/actsColumn'
import type { Column } from '@/ui/cards'
import { Page } from '@/ui/Page'
import { StateTag } from '@/ui/StateTag'
import { Answered } from '@/ui/states'
import { Table } from '@/ui/Table'
import { PageHint } from '../Editable'
import { PublishPolicy } from './PublishPolicy'
import { usePolicies } from './queries'
import { ReadPolicy } from './ReadPolicy'
import { byPurpose, type PurposeTexts } from './versions'

type Open = { what: 'read' | 'publish'; texts: PurposeTexts } | undefined

export function PoliciesScreen() {
  const words = useWords()
  const time = useStoreTime()
  const may = useMay()
  const policies = usePolicies()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  return (
    <Page title={words.t('policy.title')}>
      <PageHint>{words.t('policy.page_hint')}</PageHint>
      <Answered query={policies}>
        {({ items }) => (
          <Card size="small">
            <Table<PurposeTexts>
              size="middle"
              asCards
              rowKey="purpose"
              pagination={false}
              scroll={{ x: 'max-content' }}
              dataSource={byPurpose(items)}
              columns={textColumns(words, time, may('settings.write'), setOpen)}
            />
          </Card>
        )}
      </Answered>
      {open?.what === 'read' && <ReadPolicy texts={open.texts} close={close} />}
      {open?.what === 'publish' && <PublishPolicy texts={open.texts} close={close} />}
    </Page>
  )
}

function textColumns(
  words: Words,
  time: StoreTime,
  mayPublish: boolean,
  open: (what: Open) => void,
): Column<PurposeTexts>[] {
  const { t, code } = words
  return [
    {
      key: 'purpose',
      title: t('policy.purpose'),
      render: (_, { purpose }) => (
        <div style={{ minWidth: 180, maxWidth: 420 }}>
          {code('purpose', purpose)}
          <div className="quiet">{code('purpose_hint', purpose)}</div>
        </div>
      ),
    },
    {
      key: 'state',
      title: t('word.state'),
      onPhone: 'beside',
      render: (_, { versions: [latest] }) =>
        latest ? (
          <StateTag tone="good">{t('policy.version', { version: latest.version })}</StateTag>
        ) : (
          <StateTag tone="warn">{t('policy.unpublished')}</StateTag>
        ),
    },
    {
      key: 'published_at',
      title: t('policy.published_at'),
      render: (_, { versions: [latest] }) =>
        latest ? (
          <>
            <span className="num">{time(latest.published_at)}</span>
            <div className="quiet">
              <StaffName id={latest.published_by} />
            </div>
          </>
        ) : (
          <span className="quiet">–</span>
        ),
    },
    actsColumn(words, (texts) => (
      <>
        {texts.versions.length > 0 && (
          <Button
            size="small"
            aria-label={t('policy.read_one', { purpose: code('purpose', texts.purpose) })}
            onClick={() => open({ what: 'read', texts })}
          >
            {t('policy.read')}
          </Button>
        )}
        {mayPublish && (
          <Button
            size="small"
            aria-label={t(
              texts.versions.length > 0 ? 'policy.publish_one' : 'policy.publish_first_one',
              {
                purpose: code('purpose', texts.purpose),
              },
            )}
            onClick={() => open({ what: 'publish', texts })}
          >
            {t(texts.versions.length > 0 ? 'policy.publish' : 'policy.publish_first')}
          </Button>
        )}
      </>
    )),
  ]
}
