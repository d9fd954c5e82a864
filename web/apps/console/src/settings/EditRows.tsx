// A list in a form, row by row: rungs of a ladder, tiers, templates. Each row is a group with a
// name of its own, so that its fields are told apart by ear too.

import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { Button, Form, type FormItemProps } from 'antd'
import type { CSSProperties, ReactNode } from 'react'
import './settings.css'

export interface RowField {
  name: string
  label: string
  rules?: FormItemProps['rules']
  control: ReactNode
  /** Its column's share of the width, as CSS writes it. */
  width?: string
}

interface EditRowsProps {
  /** The list's field in the form. */
  name: string
  fields: readonly RowField[]
  /** What a row is called, by its place from 1 on. */
  rowLabel: (place: number) => string
  addText: string
  /** What a new row begins with. */
  newRow: object
  emptyText: string
  /** The most rows. */
  max: number
  /** Rows have an order that means something. */
  isOrdered?: boolean
}

export function EditRows(props: EditRowsProps) {
  const { name, fields, newRow } = props
  const columns = fields.map(({ width }) => width ?? 'minmax(0, 1fr)').join(' ')
  return (
    <Form.List name={name}>
      {(rows, { add, remove, move }, { errors }) => (
        <div className="edit-rows">
          {rows.length === 0 && <p className="quiet">{props.emptyText}</p>}
          {rows.map((row, index) => (
            <fieldset
              key={row.key}
              className="edit-row"
              style={{ '--edit-columns': columns } as CSSProperties}
            >
              <legend className="unseen">{props.rowLabel(index + 1)}</legend>
              {fields.map((field) => (
                <Form.Item
                  key={field.name}
                  name={[row.name, field.name]}
                  label={field.label}
                  rules={field.rules}
                >
                  {field.control}
                </Form.Item>
              ))}
              <RowActs
                label={props.rowLabel(index + 1)}
                remove={() => remove(row.name)}
                {...(props.isOrdered
                  ? {
                      up: index > 0 ? () => move(index, index - 1) : null,
                      down: index < rows.length - 1 ? () => move(index, index + 1) : null,
                    }
                  : {})}
              />
            </fieldset>
          ))}
          <Form.ErrorList errors={errors} />
          <div>
            <Button
              icon={<PlusOutlined />}
              {...(rows.length >= props.max ? { disabled: true } : {})}
              onClick={() => add({ ...newRow })}
            >
              {props.addText}
            </Button>
          </div>
        </div>
      )}
    </Form.List>
  )
}

interface RowActsProps {
  label: string
  remove: () => void
  /** Null where the row is at that end; absent where rows have no order. */
  up?: (() => void) | null
  down?: (() => void) | null
}

function RowActs({ label, remove, up, down }: RowActsProps) {
  const { t } = useWords()
  return (
    <div className="edit-row-acts">
      {up !== undefined && (
        <Button
          type="text"
          icon={<ArrowUpOutlined />}
          aria-label={t('row.up', { row: label })}
          {...(up ? { onClick: up } : { disabled: true })}
        />
      )}
      {down !== undefined && (
        <Button
          type="text"
          icon={<ArrowDownOutlined />}
          aria-label={t('row.down', { row: label })}
          {...(down ? { onClick: down } : { disabled: true })}
        />
      )}
      <Button
        type="text"
        icon={<DeleteOutlined />}
        aria-label={t('row.remove', { row: label })}
        onClick={remove}
      />
    </div>
  )
}
