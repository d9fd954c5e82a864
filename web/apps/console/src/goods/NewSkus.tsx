// The SKUs of new goods: one at least, each a card of its own.

import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { Button, Card, Form } from 'antd'
import { SkuFields } from './SkuFields'
import { EMPTY_SKU } from './sku'

/** More would not be looked at in one form; the server takes 200. */
const SKUS_MAX = 50

export function NewSkus() {
  const { t } = useWords()
  return (
    <Form.List name="skus">
      {(fields, { add, remove }, { errors }) => (
        <>
          {fields.map(({ key, name }, place) => (
            <Card
              key={key}
              size="small"
              role="group"
              aria-label={t('sku.nth', { n: place + 1 })}
              title={t('sku.nth', { n: place + 1 })}
              extra={
                fields.length > 1 && (
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={t('sku.take_away', { n: place + 1 })}
                    onClick={() => remove(name)}
                  />
                )
              }
            >
              <SkuFields at={[name]} path={['skus', name]} isNew />
            </Card>
          ))}
          <Form.ErrorList errors={errors} />
          <Button
            type="dashed"
            block
            icon={<PlusOutlined />}
            disabled={fields.length >= SKUS_MAX}
            onClick={() => add(EMPTY_SKU)}
          >
            {t('sku.another')}
          </Button>
        </>
      )}
    </Form.List>
  )
}
