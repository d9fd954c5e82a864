// 审计日志: who did what, the newest first, in words; and whether the log is whole.

import type { AuditEntry, AuditFilter } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Button } from 'antd'
import { useState } from 'react'
import { ExportButton } from '@/exports/ExportButton'
import { type May, useMay, useSession } from '@/session/context'
import { PageHint } from '@/settings/Editable'
import { StaffSelect } from '@/staff/StaffSelect'
import { type StoreTime, useStoreTime } from '@/stores/time'
import type { FilterField } from '@/ui/filters'
import { ListPage } from '@/ui/ListPage'
import { type ListColumn, ListTable } from '@/ui/ListTable'
import { useAsked } from '@/ui/useAsked'
import { ActionSelect } from './ActionSelect'
import { entriesAsked } from './asked'
import { CheckButton, CheckResult } from './CheckChain'
import { EntryWindow } from './EntryWindow'
import { FactsInLine } from './Facts'
import { Named } from './Named'
import { useAuditLog, useCheckAuditLog } from './queries'
import { type Fact, factsOf, isShort } from './telling'
import { Who } from './Who'
import './audit.css'

/** So many facts stand in the list; the others in the entry's window. */
const FACTS_SHOWN = 3

export function AuditScreen() {
  const words = useWords()
  const { t } = words
  const time = useStoreTime()
  const check = useCheckAuditLog()
  const [open, setOpen] = useState<AuditEntry>()
  const { brand } = useSession()
  const filters = entryFilters(words, useMay())
  const log = useAuditLog(entriesAsked(useAsked<AuditFilter>(filters), brand.zone))
  return (
    <ListPage
      name="audit"
      title={t('audit.title')}
      acts={<CheckButton check={check} />}
      filters={filters}
    >
      <PageHint>{t('audit.page_hint')}</PageHint>
      <CheckResult check={check} />
      <ListTable<AuditEntry>
        name="audit"
        query={log}
        rowKey={({ id }) => id}
        columns={entryColumns(words, time, setOpen)}
        emptyText={t('audit.none')}
        exportAct={<ExportButton subject="audit" />}
      />
      {open && <EntryWindow entry={open} close={() => setOpen(undefined)} />}
    </ListPage>
  )
}

function entryFilters({ t }: Words, may: May): FilterField[] {
  const who: FilterField = {
    kind: 'own',
    name: 'staff_id',
    label: t('audit.who'),
    control: <StaffSelect withFormer placeholder={t('audit.anybody')} />,
  }
  return [
    ...(may('staff.read') ? [who] : []),
    { kind: 'own', name: 'action', label: t('audit.action'), control: <ActionSelect /> },
    { kind: 'dates', from: 'from', to: 'to', label: t('audit.dates') },
  ]
}

function entryColumns(
  { t, code }: Words,
  time: StoreTime,
  open: (entry: AuditEntry) => void,
): ListColumn<AuditEntry>[] {
  return [
    {
      key: 'number',
      title: t('audit.number'),
      onPhone: 'hidden',
      align: 'right',
      isOptional: true,
      render: (_, { number }) => <span className="num">{number}</span>,
    },
    {
      key: 'at',
      title: t('word.time'),
      onPhone: 'under',
      render: (_, { at }) => <span className="num">{time(at)}</span>,
    },
    {
      key: 'who',
      onPhone: 'under',
      title: t('audit.who'),
      render: (_, entry) => <Who entry={entry} />,
    },
    {
      key: 'action',
      title: t('audit.action'),
      onPhone: 'head',
      render: (_, { action }) => code('audit_action', action),
    },
    {
      key: 'subject',
      title: t('audit.subject'),
      render: (_, { subject }) => <Named id={subject} />,
    },
    {
      key: 'details',
      title: t('audit.details'),
      onPhone: 'wide',
      render: (_, entry) => {
        const facts = factsOf(entry)
        if (facts.length === 0) return <span className="quiet">–</span>
        return <Details entry={entry} facts={facts} open={open} />
      },
    },
  ]
}

interface DetailsProps {
  entry: AuditEntry
  facts: readonly Fact[]
  open: (entry: AuditEntry) => void
}

function Details({ entry, facts, open }: DetailsProps) {
  const { t } = useWords()
  const short = facts.filter(isShort).slice(0, FACTS_SHOWN)
  return (
    <div className="audit-details">
      <FactsInLine facts={short} />
      {short.length < facts.length && (
        <Button
          type="link"
          size="small"
          style={{ padding: 0 }}
          aria-label={t('audit.all_details', { number: entry.number })}
          onClick={() => open(entry)}
        >
          {t('audit.more_details')}
        </Button>
      )}
    </div>
  )
}
