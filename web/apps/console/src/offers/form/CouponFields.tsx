// What only a coupon template says: how long one is good, how many there are, how it is come by.

import type { CouponTerms } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Checkbox, Form, Select } from 'antd'
import { CountInput, MomentInput } from './inputs'

const CLAIMS = ['a_member', 'a_member_day', 'a_day', 'a_store_day'] as const

export function CouponFields({ used }: { used: CouponTerms['used'] }) {
  const { t } = useWords()
  const form = Form.useFormInstance()
  const kind = Form.useWatch(['coupon', 'validity', 'kind'])
  const claim = Form.useWatch(['coupon', 'claim'], { preserve: true })
  return (
    <>
      <div className="field-row">
        <Form.Item name={['coupon', 'validity', 'kind']} label={t('offer_form.validity_kind')}>
          <Select
            options={(['days', 'fixed'] as const).map((value) => ({
              value,
              label: t(`offer_form.validity_${value}`),
            }))}
            onChange={(next) =>
              form.setFieldValue(
                ['coupon', 'validity'],
                next === 'days' ? { kind: 'days', after: 0, days: 30 } : { kind: 'fixed' },
              )
            }
          />
        </Form.Item>
        {kind === 'fixed' ? (
          <>
            <Moment name="from" />
            <Moment name="until" />
          </>
        ) : (
          <>
            <Form.Item name={['coupon', 'validity', 'days']} label={t('offer_form.days')}>
              <CountInput />
            </Form.Item>
            <Form.Item name={['coupon', 'validity', 'after']} label={t('offer_form.after')}>
              <CountInput min={0} />
            </Form.Item>
          </>
        )}
        <Form.Item name={['coupon', 'issue_max']} label={t('offer.issue_max')}>
          <CountInput />
        </Form.Item>
        {used === 'alone' ? (
          <Form.Item name={['coupon', 'undo_hours']} label={t('offer.undo_hours')}>
            <CountInput min={0} />
          </Form.Item>
        ) : (
          <Form.Item name={['coupon', 'on_return']} label={t('offer_form.on_return')}>
            <Select
              options={(['give_back', 'keep'] as const).map((value) => ({
                value,
                label: t(`offer_form.on_return_${value}`),
              }))}
            />
          </Form.Item>
        )}
      </div>
      <div className="offer-checks">
        <Form.Item name={['coupon', 'is_giveable']} valuePropName="checked">
          <Checkbox>{t('offer_form.giveable')}</Checkbox>
        </Form.Item>
        <Form.Item>
          <Checkbox
            checked={claim != null}
            onChange={({ target }) =>
              form.setFieldValue(['coupon', 'claim'], target.checked ? { a_member: 1 } : undefined)
            }
          >
            {t('offer_form.can_claim')}
          </Checkbox>
        </Form.Item>
      </div>
      {claim != null && (
        <div className="field-row">
          {CLAIMS.map((name) => (
            <Form.Item key={name} name={['coupon', 'claim', name]} label={t(`offer.claim_${name}`)}>
              <CountInput />
            </Form.Item>
          ))}
        </div>
      )}
    </>
  )
}

function Moment({ name }: { name: 'from' | 'until' }) {
  const { t } = useWords()
  return (
    <Form.Item
      name={['coupon', 'validity', name]}
      label={t(`offer_form.validity_${name}`)}
      rules={[{ required: true, message: t('form.required') }]}
    >
      <MomentInput />
    </Form.Item>
  )
}
