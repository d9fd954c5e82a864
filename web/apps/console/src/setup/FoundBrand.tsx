// One's own brand, step by step: the brand, its first store, its owner.

import type { FoundBrand as Founding } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Flex, Form, Input } from 'antd'
import { ZoneSelect } from '@/stores/ZoneSelect'
import { Wizard, type WizardStep } from '@/ui/Wizard'
import { useFoundBrand } from './queries'

interface FoundBrandProps {
  token: string | undefined
  back: () => void
  done: () => void
}

export function FoundBrand({ token, back, done }: FoundBrandProps) {
  const { t } = useWords()
  const found = useFoundBrand(token)
  return (
    <Flex vertical gap={12}>
      <Wizard<Founding>
        name="found_brand"
        steps={useSteps()}
        initialValues={{ store: { code: '', name: '', zone: 'Asia/Shanghai' } }}
        draftOf={withoutPassword}
        summary={({ brand, region, store, owner }) => [
          { key: 'brand', label: t('setup.brand'), children: `${brand.name} (${brand.code})` },
          { key: 'region', label: t('word.region'), children: region?.name },
          { key: 'store', label: t('word.store'), children: `${store.name} (${store.code})` },
          { key: 'owner', label: t('role.owner'), children: `${owner.name} (${owner.login})` },
        ]}
        submit={(values) => found.mutateAsync(withoutEmptyRegion(values))}
        submitText={t('setup.found')}
        doneText={t('setup.founded')}
        done={done}
      />
      <div>
        <Button type="link" onClick={back} style={{ padding: 0 }}>
          {t('setup.other_way')}
        </Button>
      </div>
    </Flex>
  )
}

function useSteps(): WizardStep<Founding>[] {
  const { t } = useWords()
  const required = [{ required: true, whitespace: true, message: t('form.required') }]
  const text = (name: [string, string], label: string, extra?: string, placeholder?: string) => (
    <Form.Item name={name} label={label} extra={extra} rules={required}>
      <Input autoComplete="off" {...(placeholder ? { placeholder } : {})} />
    </Form.Item>
  )
  return [
    {
      key: 'brand',
      title: t('setup.brand'),
      fields: ['brand'],
      content: (
        <>
          {text(['brand', 'name'], t('setup.brand_name'), undefined, t('setup.brand_name_like'))}
          {text(['brand', 'code'], t('session.brand'), t('setup.brand_code_hint'), 'my-chain')}
        </>
      ),
    },
    {
      key: 'store',
      title: t('setup.store'),
      fields: ['region', 'store'],
      content: (
        <>
          {text(['store', 'name'], t('store.name'))}
          {text(['store', 'code'], t('store.code'), t('setup.store_code_hint'), 'XH01')}
          <Form.Item name={['store', 'zone']} label={t('store.zone')} rules={required}>
            <ZoneSelect />
          </Form.Item>
          <Form.Item name={['region', 'name']} label={t('setup.region_name')}>
            <Input autoComplete="off" placeholder={t('setup.region_name_like')} />
          </Form.Item>
          <Form.Item
            name={['region', 'code']}
            label={t('setup.region_code')}
            dependencies={[['region', 'name']]}
            rules={[
              ({ getFieldValue }) => ({
                required: Boolean(getFieldValue(['region', 'name'])),
                message: t('form.required'),
              }),
            ]}
          >
            <Input autoComplete="off" placeholder="EAST" />
          </Form.Item>
        </>
      ),
    },
    {
      key: 'owner',
      title: t('setup.owner'),
      fields: ['owner'],
      content: (
        <>
          {text(['owner', 'name'], t('setup.owner_name'))}
          {text(['owner', 'login'], t('session.login'), t('setup.login_hint'))}
          <Form.Item
            name={['owner', 'password']}
            label={t('session.password')}
            extra={t('setup.password_hint')}
            rules={required}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
        </>
      ),
    },
  ]
}

/** A password is not kept, not even in this browser. */
function withoutPassword(values: Partial<Founding>): Partial<Founding> {
  return values.owner ? { ...values, owner: { ...values.owner, password: '' } } : values
}

function withoutEmptyRegion({ region, ...others }: Founding): Founding {
  return region?.name ? { ...others, region } : others
}
