// Which file, of what kind, and what is done with its good rows when others are bad.

import { UploadOutlined } from '@ant-design/icons'
import type { ImportOptions } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Button, Form, Radio, Switch, Upload, type UploadFile } from 'antd'
import { useState } from 'react'
import { sayError } from '@/ui/problems'
import { useStartImport } from './queries'

type ImportKind = NonNullable<ImportOptions['kind']>

interface Values {
  kind: ImportKind
  files: UploadFile[]
  is_dry_run: boolean
  is_all_or_nothing: boolean
}

// An object, so that a kind that the contract gains does not compile until it stands here.
const KINDS: Record<ImportKind, true> = {
  members: true,
  balances: true,
  goods: true,
  stock: true,
  orders: true,
}

export function ImportForm({ started }: { started: (importId: string) => void }) {
  const words = useWords()
  const { t, code } = words
  const [form] = Form.useForm<Values>()
  const [refusal, setRefusal] = useState<string>()
  const start = useStartImport()

  async function submit(values: Values) {
    setRefusal(undefined)
    const file = values.files[0]?.originFileObj
    if (!file) return
    const options = {
      kind: values.kind,
      dry_run: values.is_dry_run,
      mode: values.is_all_or_nothing ? ('all_or_nothing' as const) : ('good_rows' as const),
    }
    try {
      const { id } = await start.mutateAsync({ file, options })
      form.setFieldValue('files', [])
      started(id)
    } catch (error) {
      setRefusal(sayError(words, error))
    }
  }

  return (
    <Form<Values>
      form={form}
      name="import_file"
      layout="vertical"
      requiredMark={false}
      initialValues={{ kind: 'members', files: [], is_dry_run: true, is_all_or_nothing: false }}
      onFinish={submit}
    >
      {refusal && (
        <Alert type="error" showIcon title={refusal} role="alert" style={{ marginBottom: 16 }} />
      )}
      <Form.Item name="kind" label={t('import.kind')}>
        <Radio.Group
          optionType="button"
          options={Object.keys(KINDS).map((value) => ({
            value,
            label: code('import_kind', value),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="files"
        label={t('import.file')}
        valuePropName="fileList"
        getValueFromEvent={({ fileList }: { fileList: UploadFile[] }) => fileList.slice(-1)}
        rules={[{ type: 'array', min: 1, message: t('import.file_required') }]}
      >
        <Upload accept=".csv,.xlsx,text/csv" beforeUpload={() => false} maxCount={1}>
          <Button icon={<UploadOutlined />}>{t('import.choose_file')}</Button>
        </Upload>
      </Form.Item>
      <Form.Item
        name="is_dry_run"
        label={t('import.dry_run')}
        extra={t('import.dry_run_means')}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      <Form.Item
        name="is_all_or_nothing"
        label={t('import.all_or_nothing')}
        extra={t('import.all_or_nothing_means')}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={start.isPending}>
        {t('import.start')}
      </Button>
    </Form>
  )
}
