// Asking for a list as a file: which, as what, of which days, and why.

import type { Answer } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Form, Input, Radio, Select } from 'antd'
import { useMay } from '@/session/context'
import { ActModal } from '@/ui/ActModal'
import { DatesInput } from '@/ui/DateInput'
import { useStartExport } from './queries'
import {
  type ExportValues,
  FORMATS,
  hasDays,
  needsReason,
  type Subject,
  subjectsFor,
  wantedOf,
} from './wanted'

type Started = Answer<'/api/v1/exports', 'post'>

interface NewExportProps {
  /** What the form proposes. */
  initial?: Partial<ExportValues>
  close: () => void
}

export function NewExport({ initial, close }: NewExportProps) {
  const { t, code } = useWords()
  const may = useMay()
  const start = useStartExport()
  const subjects = subjectsFor(may)
  const [first] = subjects
  return (
    <ActModal<ExportValues, Started>
      name="new_export"
      title={t('export.new')}
      submitText={t('export.start')}
      doneText={({ approval }) => t(approval ? 'export.waits' : 'export.started')}
      initialValues={{ format: 'xlsx', ...(first ? { subject: first } : {}), ...initial }}
      close={close}
      submit={(values) => start.mutateAsync(wantedOf(values))}
    >
      <Form.Item name="subject" label={t('export.subject')}>
        <Select
          options={subjects.map((value) => ({ value, label: code('export_subject', value) }))}
        />
      </Form.Item>
      <Form.Item name="format" label={t('export.format')}>
        <Radio.Group
          optionType="button"
          options={FORMATS.map((value) => ({ value, label: code('file_format', value) }))}
        />
      </Form.Item>
      <OfSubject />
    </ActModal>
  )
}

/** What is asked depends on the list. */
function OfSubject() {
  const { t } = useWords()
  const subject = Form.useWatch<Subject | undefined>('subject')
  return (
    <>
      {hasDays(subject) && (
        <Form.Item name="days" label={t('export.days')} extra={t('export.days_all')}>
          <DatesInput />
        </Form.Item>
      )}
      <Form.Item
        name="reason"
        label={t('word.reason')}
        required={needsReason(subject)}
        rules={
          needsReason(subject)
            ? [{ required: true, whitespace: true, message: t('form.reason_required') }]
            : []
        }
      >
        <Input.TextArea maxLength={200} showCount autoSize={{ minRows: 2, maxRows: 4 }} />
      </Form.Item>
      <p className="quiet">
        {t('export.means')} {needsReason(subject) && t('export.members_mean')}
      </p>
    </>
  )
}
