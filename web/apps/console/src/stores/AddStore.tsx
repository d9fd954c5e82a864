// A new store; the rest is told on its page.

import type { CreateStore } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Form, Input, Switch } from 'antd'
import { useSession } from '@/session/context'
import { ActModal } from '@/ui/ActModal'
import { chosen } from '@/ui/answer'
import { useCodeRules } from './codeRules'
import { useCreateStore } from './queries'
import { StoreFields } from './StoreFields'

interface AddStoreProps {
  close: () => void
  added: (storeId: string) => void
}

export function AddStore({ close, added }: AddStoreProps) {
  const { t } = useWords()
  const { brand } = useSession()
  const create = useCreateStore()
  return (
    <ActModal<CreateStore>
      name="add_store"
      title={t('store.add')}
      submitText={t('store.add')}
      doneText={t('store.added')}
      initialValues={{
        ownership: 'owned',
        zone: brand.zone,
        cutoff: 0,
        allows_negative_stock: true,
      }}
      close={close}
      submit={async (values) => added((await create.mutateAsync(chosen(values))).id)}
    >
      <Form.Item
        name="code"
        label={t('store.code')}
        extra={t('store.code_hint')}
        rules={useCodeRules()}
      >
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <StoreFields />
      <Form.Item
        name="allows_negative_stock"
        label={t('store.negative_stock')}
        extra={t('store.negative_stock_new')}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
    </ActModal>
  )
}
