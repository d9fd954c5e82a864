// The bar above a list: what is asked for stands in the address, so that reload, "back" and a link
// to a colleague show the same. Choices are asked at once, text with the button or Enter.

import { useWords } from '@huitong/words/react'
import { Button, Form, Input, Select, Tag } from 'antd'
import { cloneElement, type ReactNode, useEffect, useEffectEvent } from 'react'
import { useSearchParams } from 'react-router'
import { useChosenStore } from '@/stores/chosen'
import { StoreSelect } from '@/stores/StoreSelect'
import { DatesInput } from './DateInput'
import {
  type FilterField,
  type FilterValues,
  formName,
  toFormValues,
  withFilters,
  withoutFilters,
  withoutStore,
  withStore,
} from './filters'

interface FiltersProps {
  /** The form's name: ids of its fields begin with it. */
  name: string
  fields: readonly FilterField[]
  /** Shown at the end of the bar, such as saved views. */
  children?: ReactNode
}

export function Filters({ name, fields, children }: FiltersProps) {
  const { t } = useWords()
  const [form] = Form.useForm<FilterValues>()
  const [search, setSearch] = useSearchParams()
  const { storeId } = useChosenStore()
  const asked = withStore(fields, search, storeId).toString()
  const show = useEffectEvent((query: string) =>
    form.setFieldsValue(toFormValues(fields, new URLSearchParams(query))),
  )
  useEffect(() => show(asked), [asked])
  const texts = fields.filter(({ kind }) => kind === 'text').map(formName)
  const ask = () => {
    const wished = withFilters(fields, search, form.getFieldsValue(true))
    setSearch(withoutStore(fields, wished, storeId))
  }
  return (
    <Form<FilterValues>
      form={form}
      name={name}
      className="filters"
      layout="vertical"
      role="search"
      initialValues={toFormValues(fields, new URLSearchParams(asked))}
      onFinish={ask}
      onValuesChange={(changed) => {
        if (!Object.keys(changed).every((field) => texts.includes(field))) ask()
      }}
    >
      {fields.map((field) => (
        <Field key={formName(field)} field={field} />
      ))}
      <div className="filter-acts">
        <Button type="primary" htmlType="submit">
          {t('act.search')}
        </Button>
        <Button onClick={() => setSearch(withoutFilters(fields, search))}>{t('act.reset')}</Button>
        {children}
      </div>
    </Form>
  )
}

const WIDTHS = {
  text: 'filter-text',
  dates: 'filter-wide',
  select: 'filter-choice',
  store: 'filter-choice',
  own: 'filter-choice',
} as const

function widthOf(field: Exclude<FilterField, { kind: 'linked' }>): string {
  return field.kind === 'own' && field.isWide ? 'filter-wide' : WIDTHS[field.kind]
}

function Field({ field }: { field: FilterField }) {
  if (field.kind === 'linked') return <Linked field={field} />
  return (
    <Form.Item name={formName(field)} label={field.label} className={widthOf(field)}>
      <Control field={field} />
    </Form.Item>
  )
}

/** Takes what `Form.Item` hands down: id, value, onChange. */
function Control({ field, ...handed }: { field: Exclude<FilterField, { kind: 'linked' }> }) {
  const { t } = useWords()
  switch (field.kind) {
    case 'text':
      return <Input {...handed} allowClear type="search" {...hintOf(field.hint)} />
    case 'select':
      return (
        <Select
          {...handed}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={field.allText ?? t('filter.all')}
          style={{ minWidth: 120 }}
          options={[...field.options]}
          // What is chosen may be out of sight, or still to come.
          labelRender={({ label }) => label ?? '…'}
        />
      )
    case 'store':
      return <StoreFilter {...handed} />
    case 'dates':
      return <DatesInput {...handed} />
    case 'own':
      return cloneElement(field.control, handed)
  }
}

/** The store that is chosen for all pages is left by choosing another there. */
function StoreFilter(handed: { value?: string }) {
  const { storeId } = useChosenStore()
  return <StoreSelect {...handed} allowClear={!storeId || handed.value !== storeId} />
}

function hintOf(hint: string | undefined) {
  return hint === undefined ? {} : { placeholder: hint }
}

/** A filter that came by a link; it has no control, but can be taken away. */
function Linked({ field }: { field: Extract<FilterField, { kind: 'linked' }> }) {
  const [search, setSearch] = useSearchParams()
  if (!search.has(field.name)) return null
  return (
    <Tag
      closable={{ 'aria-label': field.clearText }}
      onClose={() => setSearch(withoutFilters([field], search))}
    >
      {field.label}
    </Tag>
  )
}
