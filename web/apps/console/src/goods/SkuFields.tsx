// The fields of a SKU, alone in a window or as one of several in the form of new goods.

import { useWords } from '@huitong/words/react'
import { Form, Input, Switch } from 'antd'
import { useCodeRules } from '@/stores/codeRules'
import { BarcodesInput } from './BarcodesInput'
import { costPriceRules, listPriceRules, memberPriceRules, PriceInput } from './PriceInput'
import { wrongBarcode } from './sku'
import './goods.css'

type Name = (string | number)[]

interface SkuFieldsProps {
  /** Where its fields are, below the list that they are in. */
  at?: Name
  /** Where its fields are in the whole form. */
  path?: Name
  /** Only a new one is given its code. */
  isNew: boolean
}

export function SkuFields({ at = [], path = [], isNew }: SkuFieldsProps) {
  const words = useWords()
  const { t } = words
  const codeRules = useCodeRules()
  return (
    <div className="sku-fields">
      {isNew && (
        <Form.Item name={[...at, 'code']} label={t('sku.code')} rules={codeRules}>
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
      )}
      <Form.Item name={[...at, 'name']} label={t('sku.name')}>
        <Input maxLength={120} autoComplete="off" placeholder={t('sku.name_hint')} />
      </Form.Item>
      <Form.Item
        name={[...at, 'list_price']}
        label={t('price.list')}
        required
        rules={listPriceRules(words)}
      >
        <PriceInput placeholder="0.00" />
      </Form.Item>
      <Form.Item
        name={[...at, 'member_price']}
        label={t('price.member')}
        dependencies={[[...path, 'list_price']]}
        rules={memberPriceRules(words, [...path, 'list_price'])}
      >
        <PriceInput placeholder={t('form.optional')} />
      </Form.Item>
      <Form.Item
        name={[...at, 'cost_price']}
        label={t('price.cost')}
        tooltip={t('price.cost_hint')}
        rules={costPriceRules(words)}
      >
        <PriceInput placeholder={t('form.optional')} />
      </Form.Item>
      <Form.Item
        name={[...at, 'barcodes']}
        label={t('sku.barcodes')}
        className="sku-barcodes"
        rules={[
          {
            validator: async (_, barcodes: string[] = []) => {
              const barcode = wrongBarcode(barcodes)
              if (barcode !== undefined) throw new Error(t('sku.barcode_wrong', { barcode }))
            },
          },
        ]}
      >
        <BarcodesInput />
      </Form.Item>
      <Form.Item name={[...at, 'keeps_stock']} label={t('sku.keeps_stock')} valuePropName="checked">
        <Switch />
      </Form.Item>
    </div>
  )
}
