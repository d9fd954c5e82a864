// What may be chosen in a field, row by row. A choice that members may have is retired, never
// taken away.

import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { Button, Checkbox, Flex, Form, Input } from 'antd'
import { freeKey } from './draft'

const MOST = 100

export function ChoicesEditor({ keptKeys }: { keptKeys: readonly string[] }) {
  const { t } = useWords()
  const form = Form.useFormInstance()
  const choices = Form.useWatch('choices', { form, preserve: true }) ?? []
  return (
    <Form.List
      name="choices"
      rules={[
        {
          validator: (_, list?: unknown[]) =>
            list && list.length > 0
              ? Promise.resolve()
              : Promise.reject(new Error(t('own_field.choices_required'))),
        },
      ]}
    >
      {(rows, { add, remove }, { errors }) => (
        <div style={{ marginBottom: 16 }}>
          <div style={{ marginBottom: 8 }}>{t('own_field.choices')}</div>
          {rows.map((row) => (
            <Row
              key={row.key}
              name={row.name}
              isKept={keptKeys.includes(choices[row.name]?.key)}
              remove={() => remove(row.name)}
            />
          ))}
          <Button
            icon={<PlusOutlined />}
            disabled={rows.length >= MOST}
            onClick={() => add({ key: freeKey(choices), zh: '', en: '', is_retired: false })}
          >
            {t('own_field.add_choice')}
          </Button>
          <Form.ErrorList errors={errors} />
        </div>
      )}
    </Form.List>
  )
}

interface RowProps {
  name: number
  isKept: boolean
  remove: () => void
}

function Row({ name, isKept, remove }: RowProps) {
  const { t } = useWords()
  const place = name + 1
  const required = [{ required: true, whitespace: true, message: t('form.required') }]
  const item = { style: { flex: '1 1 110px', marginBottom: 8 } }
  return (
    <Flex gap={8} wrap align="start" role="group" aria-label={t('own_field.choice', { place })}>
      <Form.Item {...item} name={[name, 'zh']} rules={required}>
        <Input
          maxLength={40}
          placeholder={t('own_field.choice_zh')}
          aria-label={`${t('own_field.choice_zh')} ${place}`}
        />
      </Form.Item>
      <Form.Item {...item} name={[name, 'en']} rules={required}>
        <Input
          maxLength={40}
          placeholder={t('own_field.choice_en')}
          aria-label={`${t('own_field.choice_en')} ${place}`}
        />
      </Form.Item>
      <Form.Item {...item} name={[name, 'key']} rules={required}>
        <Input
          maxLength={32}
          disabled={isKept}
          placeholder={t('own_field.key')}
          aria-label={`${t('own_field.key')} ${place}`}
        />
      </Form.Item>
      {isKept ? (
        <Form.Item name={[name, 'is_retired']} valuePropName="checked" style={{ marginBottom: 8 }}>
          <Checkbox>{t('own_field.retired')}</Checkbox>
        </Form.Item>
      ) : (
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t('own_field.remove_choice', { place })}
          onClick={remove}
        />
      )}
    </Flex>
  )
}
