// What the file does not say by itself: one value for a field that has no column, and what words
// of the file mean in ours.

import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { Import, ImportKind } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { AutoComplete, Button, Form } from 'antd'
import type { ReactNode } from 'react'
import { FieldSelect } from './FieldSelect'
import { MeaningInput } from './MeaningInput'
import { type MappingValues, saidFields } from './mapping'

interface ExtrasProps {
  of: Import
  kind: ImportKind
}

interface LineProps extends ExtrasProps {
  /** Its place in the list of the form. */
  place: number
  remove: ReactNode
}

export function Constants(props: ExtrasProps) {
  const { t } = useWords()
  return (
    <Lines name="constants" title={t('import.constants')} addText={t('import.constant_add')}>
      {(place, remove) => <ConstantLine {...props} place={place} remove={remove} />}
    </Lines>
  )
}

export function WordList(props: ExtrasProps) {
  const { t } = useWords()
  return (
    <Lines name="words" title={t('import.words')} addText={t('import.word_add')}>
      {(place, remove) => <WordLine {...props} place={place} remove={remove} />}
    </Lines>
  )
}

function ConstantLine({ of, kind, place, remove }: LineProps) {
  const { t } = useWords()
  const form = Form.useFormInstance<MappingValues>()
  const columns = Form.useWatch('columns', form) ?? []
  const constants = Form.useWatch('constants', form) ?? []
  const field = constants[place]?.field
  return (
    <div className="mapping-line">
      <Form.Item name={[place, 'field']} style={{ margin: 0 }}>
        <FieldSelect
          kind={kind}
          fields={of.fields}
          taken={saidFields({ columns, constants })}
          label={t('import.field')}
          placeholder={t('import.field')}
          onChange={() => form.setFieldValue(['constants', place, 'value'], undefined)}
        />
      </Form.Item>
      <Form.Item name={[place, 'value']} style={{ margin: 0 }}>
        <MeaningInput kind={kind} field={field} label={t('import.value')} />
      </Form.Item>
      {remove}
    </div>
  )
}

function WordLine({ of, kind, place, remove }: LineProps) {
  const { t } = useWords()
  const form = Form.useFormInstance<MappingValues>()
  const columns = Form.useWatch('columns', form) ?? []
  const field = Form.useWatch(['words', place, 'field'], form)
  const column = of.columns[columns.indexOf(field)]
  const seen = [...new Set(column?.sample ?? [])].filter((cell) => cell !== '')
  return (
    <div className="mapping-line is-word">
      <Form.Item name={[place, 'field']} style={{ margin: 0 }}>
        <FieldSelect
          kind={kind}
          fields={of.fields.filter((one) => columns.includes(one))}
          label={t('import.field')}
          placeholder={t('import.field')}
        />
      </Form.Item>
      <Form.Item name={[place, 'from']} style={{ margin: 0 }}>
        <AutoComplete
          aria-label={t('import.word_from')}
          placeholder={t('import.word_from')}
          options={seen.map((value) => ({ value }))}
          maxLength={200}
        />
      </Form.Item>
      <Form.Item name={[place, 'to']} style={{ margin: 0 }}>
        <MeaningInput kind={kind} field={field} label={t('import.word_to')} />
      </Form.Item>
      {remove}
    </div>
  )
}

interface LinesProps {
  name: 'constants' | 'words'
  title: string
  addText: string
  children: (place: number, remove: ReactNode) => ReactNode
}

function Lines({ name, title, addText, children }: LinesProps) {
  const { t } = useWords()
  return (
    <section aria-label={title} style={{ marginBottom: 24 }}>
      <strong>{title}</strong>
      <p className="quiet" style={{ margin: '0 0 8px' }}>
        {t(`import.${name}_hint`)}
      </p>
      <Form.List name={name}>
        {(lines, { add, remove }) => (
          <>
            {lines.map(({ key, name: place }) => (
              <div key={key}>
                {children(
                  place,
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={`${t('import.remove')} ${title} ${place + 1}`}
                    onClick={() => remove(place)}
                  />,
                )}
              </div>
            ))}
            <Button type="dashed" icon={<PlusOutlined />} onClick={() => add({})}>
              {addText}
            </Button>
          </>
        )}
      </Form.List>
    </section>
  )
}
