// The form of a mapping: the columns, what the file does not say, and whether the next file with
// the same headings is read like this one.

import type { Import, ImportKind } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Alert, App, Button, Checkbox, Form } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { taggedByVersion } from '@/ui/answer'
import { drawTo } from '@/ui/attention'
import { EditBody } from '@/ui/EditBody'
import { sayError } from '@/ui/problems'
import { reread } from '@/ui/reread'
import type { FieldWords } from '@/ui/StaleNotice'
import { useEdit } from '@/ui/useEdit'
import { useUnsavedGuard } from '@/ui/useUnsavedGuard'
import { fieldWord } from './fields'
import { KindChoice } from './KindChoice'
import { MappingColumns } from './MappingColumns'
import { Constants, WordList } from './MappingExtras'
import { lacking, type MappingValues, toBody, toValues } from './mapping'
import { useImport, useMapImport, useRunImport } from './queries'

interface MappingFormProps {
  of: Import
  kind: ImportKind
  changeKind: (kind: ImportKind, values: MappingValues) => Promise<boolean>
  tried: () => void
}

export function MappingForm({ of, kind, changeKind, tried }: MappingFormProps) {
  const words = useWords()
  const { t } = words
  const [lacked, setLacked] = useState(0)
  const edit = useMappingEdit(of, kind, { tried, lacks: () => setLacked((times) => times + 1) })
  useUnsavedGuard(edit.isDirty)

  async function chooseKind(next: ImportKind) {
    const values = edit.form.getFieldsValue(true)
    if (await changeKind(next, { ...values, is_kept: false })) edit.forgetDraft()
  }

  return (
    <EditBody name="import_mapping" edit={edit} fields={fieldWords(words, kind)}>
      <KindChoice kind={kind} choose={(next) => void chooseKind(next)} />
      <Missing groups={of.missing} kind={kind} lacked={lacked} />
      <p className="quiet">{t('import.columns_hint')}</p>
      <MappingColumns of={of} kind={kind} />
      <Constants of={of} kind={kind} />
      <WordList of={of} kind={kind} />
      <Form.Item name="is_kept" valuePropName="checked">
        <Checkbox>{t('import.keep_mapping')}</Checkbox>
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={edit.isSaving}>
        {t('import.check')}
      </Button>
    </EditBody>
  )
}

interface Outcomes {
  tried: () => void
  /** Told when it was saved and cannot be tried yet. */
  lacks: () => void
}

function useMappingEdit(of: Import, kind: ImportKind, { tried, lacks }: Outcomes) {
  const words = useWords()
  const { message } = App.useApp()
  const found = useImport(of.id)
  const map = useMapImport(of.id)
  const run = useRunImport(of.id)
  return useEdit<Import, MappingValues>({
    name: 'import_mapping',
    id: `${of.id}.${kind}`,
    record: taggedByVersion(of),
    reread: async () => taggedByVersion(await reread(found)()),
    toValues,
    save: async ({ etag, values }) => {
      const mapped = await map.mutateAsync({ etag, body: toBody(kind, values) })
      if (mapped.missing.length > 0) return lacks()
      // The mapping is saved already: a refusal to run is told, but is none of the form's.
      await run
        .mutateAsync({ is_dry_run: true, mode: 'good_rows' })
        .then(tried)
        .catch((error: unknown) => void message.error(sayError(words, error)))
    },
    doneText: words.t('import.mapping_saved'),
  })
}

interface MissingProps {
  groups: readonly string[]
  kind: ImportKind
  /** How often it was saved with something missing: each time it is drawn to. */
  lacked: number
}

/** Which fields have to be said still, as the form stands. */
function Missing({ groups, kind, lacked }: MissingProps) {
  const words = useWords()
  const { t } = words
  const form = Form.useFormInstance<MappingValues>()
  const columns = Form.useWatch('columns', form) ?? []
  const constants = Form.useWatch('constants', form) ?? []
  const missing = lacking(groups, { columns, constants })
  const notice = useRef<HTMLDivElement>(null)
  const drawnTo = useRef(0)
  useEffect(() => {
    if (lacked <= drawnTo.current || !notice.current) return
    drawnTo.current = lacked
    drawTo(notice.current)
  })
  if (missing.length === 0) return null
  const either = (fields: string[]) =>
    fields.map((field) => fieldWord(words, kind, field) ?? field).join(t('import.missing_or'))
  return (
    <div ref={notice} tabIndex={-1} className="notice">
      <Alert
        type="warning"
        showIcon
        role="alert"
        title={t('import.missing', { fields: missing.map(either) })}
        description={t('import.missing_hint')}
      />
    </div>
  )
}

/** How a mapping is told where two people changed it. */
function fieldWords(words: Words, kind: ImportKind): FieldWords<MappingValues> {
  const { t } = words
  const name = (field: string | null | undefined) =>
    (field && fieldWord(words, kind, field)) || t('import.passed_over')
  return {
    columns: { label: t('import.mapping'), show: (columns) => columns.map(name).join(', ') },
    constants: {
      label: t('import.constants'),
      show: (all) => all.map(({ field, value }) => `${name(field)}: ${value ?? ''}`).join(', '),
    },
    words: {
      label: t('import.words'),
      show: (all) => all.map(({ from, to }) => `${from ?? ''} → ${to ?? ''}`).join(', '),
    },
    is_kept: { label: t('import.keep_mapping') },
  }
}
