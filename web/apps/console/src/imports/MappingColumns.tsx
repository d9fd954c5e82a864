// Each column of the file with what its first rows hold, and the field that it is taken for.

import type { Import, ImportColumn, ImportKind } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Form } from 'antd'
import { FieldSelect } from './FieldSelect'
import { type MappingValues, saidFields } from './mapping'
import './imports.css'
import { PlainList } from '@/ui/PlainList'

export function MappingColumns({ of, kind }: { of: Import; kind: ImportKind }) {
  const { t } = useWords()
  const form = Form.useFormInstance<MappingValues>()
  const columns = Form.useWatch('columns', form) ?? []
  const taken = saidFields({ columns, constants: [] })
  return (
    <PlainList className="mapping-columns">
      {of.columns.map((column, place) => {
        const heading = column.heading || t('import.column_nameless', { place: place + 1 })
        return (
          <li key={heading + String(place)} className={columns[place] ? '' : 'is-passed-over'}>
            <Sample column={column} heading={heading} />
            <Form.Item name={['columns', place]} style={{ margin: 0 }}>
              <FieldSelect
                kind={kind}
                fields={of.fields}
                taken={taken}
                label={t('import.meaning_of', { heading })}
                placeholder={t('import.passed_over')}
                allowClear
              />
            </Form.Item>
          </li>
        )
      })}
    </PlainList>
  )
}

function Sample({ column, heading }: { column: ImportColumn; heading: string }) {
  const { t } = useWords()
  const sample = column.sample.filter((cell) => cell !== '')
  return (
    <div>
      <strong>{heading}</strong>
      <div className="quiet mapping-sample">
        {column.sample.length === 0 ? t('import.no_sample') : sample.join(' · ') || '–'}
      </div>
    </div>
  )
}
