// 品牌: what people call it, and the clock of what belongs to no store. Its code and its currency
// were chosen once, since logins and every amount hang on them.

import type { Brand, Tagged } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Card, Form, Input } from 'antd'
import { ZoneSelect } from '@/stores/ZoneSelect'
import { EditForm } from '@/ui/EditForm'
import { Page } from '@/ui/Page'
import { reread } from '@/ui/reread'
import { SummaryCard } from '@/ui/Summary'
import { Answered } from '@/ui/states'
import { Editable, PageHint } from '../Editable'
import { textUpTo } from '../rules'
import { useBrand, useEditBrand } from './queries'

interface Values {
  name: string
  zone: string
}

export function BrandScreen() {
  const { t } = useWords()
  const brand = useBrand()
  return (
    <Page title={t('brand.title')}>
      <PageHint>{t('brand.page_hint')}</PageHint>
      <Answered query={brand}>
        {(record) => <BrandForm record={record} reread={reread(brand)} />}
      </Answered>
    </Page>
  )
}

interface BrandFormProps {
  record: Tagged<Brand>
  reread: () => Promise<Tagged<Brand>>
}

function BrandForm({ record, reread }: BrandFormProps) {
  const words = useWords()
  const { t } = words
  const edit = useEditBrand()
  const { code, currency, id } = record.data
  return (
    <Editable permission="settings.write">
      <SummaryCard
        items={[
          { key: 'code', label: t('brand.code'), children: code },
          { key: 'currency', label: t('brand.currency'), children: currency },
          { key: 'id', label: t('brand.id'), children: <span className="num">{id}</span> },
        ]}
      />
      <Card size="small" title={t('brand.editable')} style={{ marginTop: 16 }}>
        <EditForm<Brand, Values>
          name="brand"
          id="brand"
          record={record}
          reread={reread}
          toValues={({ name, zone }) => ({ name, zone })}
          save={({ etag, changed }) => edit.mutateAsync({ etag, body: changed })}
          fields={{ name: { label: t('brand.name') }, zone: { label: t('brand.zone') } }}
        >
          <Form.Item
            name="name"
            label={t('brand.name')}
            extra={t('brand.name_hint')}
            rules={textUpTo(words, 60)}
          >
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="zone" label={t('brand.zone')} extra={t('brand.zone_hint')}>
            <ZoneSelect />
          </Form.Item>
        </EditForm>
      </Card>
    </Editable>
  )
}
