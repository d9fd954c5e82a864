// The fields of a form that makes or changes a field of the brand's own.

import { useWords } from '@huitong/words/react'
import { Checkbox, Flex, Form, Input, InputNumber } from 'antd'
import { ChoicesEditor } from './ChoicesEditor'
import { hasChoices, hasLimits, type Kind } from './draft'

interface FieldFormProps {
  kind: Kind | undefined
  /** Choices that are there already may be retired, never taken away. */
  keptKeys: readonly string[]
}

export function FieldForm({ kind, keptKeys }: FieldFormProps) {
  const { t } = useWords()
  const required = [{ required: true, whitespace: true, message: t('form.required') }]
  return (
    <>
      <Form.Item name="zh" label={t('own_field.zh')} rules={required}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="en" label={t('own_field.en')} rules={required}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      {hasChoices(kind) && <ChoicesEditor keptKeys={keptKeys} />}
      {kind && hasLimits(kind) && <Limits kind={kind} />}
      <Form.Item name="is_required" valuePropName="checked" style={{ marginBottom: 8 }}>
        <Checkbox>{t('own_field.is_required')}</Checkbox>
      </Form.Item>
      <Form.Item
        name="is_searchable"
        valuePropName="checked"
        extra={t('own_field.is_searchable_hint')}
      >
        <Checkbox>{t('own_field.is_searchable')}</Checkbox>
      </Form.Item>
      <Form.Item
        name="position"
        label={t('own_field.position')}
        extra={t('own_field.position_hint')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <InputNumber min={0} max={10_000} precision={0} />
      </Form.Item>
    </>
  )
}

function Limits({ kind }: { kind: Kind }) {
  const { t, code } = useWords()
  const what = code('own_field_limit', kind)
  return (
    <Flex gap={12} wrap>
      <Form.Item name="least" label={t('own_field.least', { what })}>
        <InputNumber precision={0} />
      </Form.Item>
      <Form.Item name="most" label={t('own_field.most', { what })}>
        <InputNumber precision={0} />
      </Form.Item>
    </Flex>
  )
}
