// 新建商品: goods with one SKU or several, on a page of its own since several take room.

import { useWords } from '@huitong/words/react'
import { Alert, App, Button, Card, Flex, Form, Input } from 'antd'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { useCodeRules } from '@/stores/codeRules'
import { Page } from '@/ui/Page'
import { problemOnForm, showProblem } from '@/ui/problems'
import { useUnsavedGuard } from '@/ui/useUnsavedGuard'
import { CategorySelect } from './categories/CategorySelect'
import { NewSkus } from './NewSkus'
import { useCreateGoods } from './queries'
import { EMPTY_SKU, type NewSkuValues, toCreateSku } from './sku'
import './goods.css'

interface Values {
  code: string
  name: string
  category_id?: string
  skus: NewSkuValues[]
}

export function NewGoodsScreen() {
  const words = useWords()
  const { t } = words
  const { message } = App.useApp()
  const navigate = useNavigate()
  const [form] = Form.useForm<Values>()
  const [refusal, setRefusal] = useState<string>()
  const isDone = useRef(false)
  const create = useCreateGoods()
  const codeRules = useCodeRules()
  useUnsavedGuard(() => !isDone.current && form.isFieldsTouched())

  async function submit({ code, name, category_id, skus }: Values): Promise<void> {
    setRefusal(undefined)
    try {
      const { id } = await create.mutateAsync({
        code: code.trim(),
        name: name.trim(),
        ...(category_id ? { category_id } : {}),
        skus: skus.map(toCreateSku),
      })
      isDone.current = true
      message.success(t('goods.created'))
      void navigate(`/goods/${id}`, { replace: true })
    } catch (error) {
      const shown = problemOnForm(words, error, ['code', 'name', 'category_id', 'skus'])
      setRefusal(showProblem(form, shown))
    }
  }

  /** Goods of one SKU mostly go by one code. */
  function proposeSkuCode() {
    const first: ['skus', number, 'code'] = ['skus', 0, 'code']
    const skus = form.getFieldValue('skus') as Values['skus']
    if (skus.length === 1 && !form.getFieldValue(first)) {
      form.setFieldValue(first, form.getFieldValue('code')?.trim())
    }
  }

  return (
    <Page title={t('goods.create')}>
      <Form<Values>
        form={form}
        name="new_goods"
        layout="vertical"
        initialValues={{ skus: [EMPTY_SKU] }}
        onFinish={submit}
        scrollToFirstError
      >
        <Flex vertical gap={16}>
          <Card size="small">
            <div className="goods-fields">
              <Form.Item
                name="name"
                label={t('goods.name')}
                rules={[{ required: true, whitespace: true, message: t('form.required') }]}
              >
                <Input maxLength={120} autoComplete="off" autoFocus />
              </Form.Item>
              <Form.Item name="code" label={t('goods.code')} rules={codeRules}>
                <Input maxLength={40} autoComplete="off" onBlur={proposeSkuCode} />
              </Form.Item>
              <Form.Item name="category_id" label={t('word.category')}>
                <CategorySelect />
              </Form.Item>
            </div>
          </Card>
          <NewSkus />
          {refusal && <Alert type="error" showIcon role="alert" title={refusal} />}
          <Flex gap={8}>
            <Button type="primary" htmlType="submit" loading={create.isPending}>
              {t('act.save')}
            </Button>
            <Button onClick={() => navigate('/goods')}>{t('act.cancel')}</Button>
          </Flex>
        </Flex>
      </Form>
    </Page>
  )
}
