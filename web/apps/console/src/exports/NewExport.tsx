// Asking for a list as a file: which, as what, of which days, which of its rows, and why.

import type { Answer } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Form, Input, Radio, Select } from 'antd'
import { useMay } from '@/session/context'
import { ActModal } from '@/ui/ActModal'
import { DatesInput } from '@/ui/DateInput'
import { FilterTags } from './FilterParts'
import type { Subject } from './filter'
import { useStartExport } from './queries'
import {
  daysWord,
  type ExportValues,
  FORMATS,
  hasDays,
  needsReason,
  subjectsFor,
  wantedOf,
} from './wanted'

type Started = Answer<'/api/v1/exports', 'post'>

interface NewExportProps {
  /** What the form proposes. */
  initial?: Partial<ExportValues>
  /** Whether the list it comes from is searched by a text. */
  isOfText?: boolean
  close: () => void
}

export function NewExport({ initial = {}, isOfText = false, close }: NewExportProps) {
  const { t, code } = useWords()
  const may = useMay()
  const start = useStartExport()
  const [first] = subjectsFor(may)
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
        <SubjectSelect />
      </Form.Item>
      <Form.Item name="format" label={t('export.format')}>
        <Radio.Group
          optionType="button"
          options={FORMATS.map((value) => ({ value, label: code('file_format', value) }))}
        />
      </Form.Item>
      <OfSubject ofList={initial.subject} isOfText={isOfText} />
    </ActModal>
  )
}

interface SubjectSelectProps {
  id?: string
  value?: Subject
  onChange?: (subject: Subject) => void
}

/** What the list before was filtered by says nothing of another one. */
function SubjectSelect({ onChange, ...rest }: SubjectSelectProps) {
  const { code } = useWords()
  const subjects = subjectsFor(useMay())
  const form = Form.useFormInstance<ExportValues>()
  return (
    <Select<Subject>
      {...rest}
      options={subjects.map((value) => ({ value, label: code('export_subject', value) }))}
      onChange={(subject) => {
        form.setFieldValue('filter', undefined)
        onChange?.(subject)
      }}
    />
  )
}

interface OfSubjectProps {
  /** The list that the form came from. */
  ofList: Subject | undefined
  isOfText: boolean
}

/** What is asked depends on the list. */
function OfSubject({ ofList, isOfText }: OfSubjectProps) {
  const { t } = useWords()
  const subject = Form.useWatch<Subject | undefined>('subject')
  const isOfList = subject !== undefined && subject === ofList
  return (
    <>
      {hasDays(subject) && (
        <Form.Item name="days" label={t(daysWord(subject))} extra={t('export.days_all')}>
          <DatesInput />
        </Form.Item>
      )}
      <Form.Item name="filter" label={t('export.filter')} hidden={!isOfList}>
        <FilterTags />
      </Form.Item>
      {isOfList && isOfText && (
        <Form.Item>
          <Alert type="warning" showIcon title={t('export.text_left_out')} />
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
