// Where the sale is made and who served. The till is that of the desk, and kept for it.

import type { Till } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Card, Form, Select } from 'antd'
import { useMay } from '@/session/context'
import { StaffSelect } from '@/staff/StaffSelect'
import { StoreSelect } from '@/stores/StoreSelect'
import { useTills } from '@/stores/tills'
import type { Sale } from './atHand'
import { keepTill } from './useSale'

interface CounterHeadProps {
  sale: Sale
  edit: (patch: Partial<Sale>) => void
  refusal: string | undefined
}

export function CounterHead({ sale, edit, refusal }: CounterHeadProps) {
  const { t } = useWords()
  const may = useMay()
  return (
    <Card size="small">
      <Form layout="vertical" component="div" className="sale-head">
        <Form.Item label={t('word.store')} htmlFor="sale_store" required>
          <StoreSelect
            id="sale_store"
            value={sale.storeId || undefined}
            onChange={(storeId) => edit({ storeId: storeId ?? '', tillId: undefined })}
          />
        </Form.Item>
        {sale.storeId && (
          <Form.Item label={t('sale.till')} htmlFor="sale_till">
            <TillSelect
              storeId={sale.storeId}
              value={sale.tillId}
              onChange={(tillId) => {
                keepTill(sale.storeId, tillId)
                edit({ tillId })
              }}
            />
          </Form.Item>
        )}
        {may('staff.read') && (
          <Form.Item label={t('sale.guide')} htmlFor="sale_guide">
            <StaffSelect
              firstRole="guide"
              placeholder={t('member.no_guide')}
              id="sale_guide"
              value={sale.guideId}
              onChange={(guideId) => edit({ guideId })}
            />
          </Form.Item>
        )}
      </Form>
      {refusal && <Alert type="error" showIcon role="alert" title={refusal} />}
    </Card>
  )
}

interface TillSelectProps {
  storeId: string
  value: string | undefined
  onChange: (tillId: string | undefined) => void
}

function TillSelect({ storeId, value, onChange }: TillSelectProps) {
  const { t } = useWords()
  const tills = useTills(storeId).rows ?? []
  const label = ({ name, code }: Till) => `${name} ${code}`
  const options = tills
    .filter(({ is_active }) => is_active)
    .map((till) => ({ value: till.id, label: label(till) }))
  const isKnown = options.some((option) => option.value === value)
  return (
    <Select
      id="sale_till"
      allowClear
      value={isKnown ? value : null}
      onChange={(tillId: string | null | undefined) => onChange(tillId ?? undefined)}
      options={options}
      placeholder={t('sale.no_till')}
    />
  )
}
