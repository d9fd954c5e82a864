// The numbers of what an offer gives, by its kind.

import type { OfferEffect } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { App, Button, Flex, Form, Input, Select, Switch } from 'antd'
import { useState } from 'react'
import { MoneyInput } from '@/ui/MoneyInput'
import { sayError } from '@/ui/problems'
import { useReadNotation } from '../queries'
import { CountInput, MeasureInput, OffInput, TimesInput } from './inputs'
import { PicksInput } from './PicksInput'
import { SkuSelect } from './SkuSelect'

const EFFECT = ['rule', 'effect']

export function EffectFields({ kind }: { kind: OfferEffect['kind'] | undefined }) {
  const { t } = useWords()
  switch (kind) {
    case 'percent_off':
      return (
        <Form.Item name={[...EFFECT, 'off']} label={t('offer_form.off')}>
          <OffInput />
        </Form.Item>
      )
    case 'amount_off':
    case 'each_off':
      return (
        <Form.Item name={[...EFFECT, 'amount']} label={t('offer_form.amount')}>
          <MoneyInput />
        </Form.Item>
      )
    case 'set_price':
      return (
        <Form.Item name={[...EFFECT, 'price']} label={t('offer_form.price')}>
          <MoneyInput />
        </Form.Item>
      )
    case 'ladder':
      return <LadderFields />
    case 'every_full':
      return <EveryFields />
    case 'nth_item':
      return (
        <div className="field-row">
          <Form.Item name={[...EFFECT, 'nth']} label={t('offer_form.nth')}>
            <CountInput min={2} />
          </Form.Item>
          <Form.Item name={[...EFFECT, 'off']} label={t('offer_form.off')}>
            <OffInput />
          </Form.Item>
        </div>
      )
    case 'cheapest_free':
      return (
        <div className="field-row">
          <Form.Item name={[...EFFECT, 'out_of']} label={t('offer_form.out_of')}>
            <CountInput min={2} />
          </Form.Item>
          <Form.Item name={[...EFFECT, 'free']} label={t('offer_form.free')}>
            <CountInput />
          </Form.Item>
        </div>
      )
    case 'bundle':
      return <BundleFields />
    case 'buy_get':
      return <BuyGetFields />
    default:
      return null
  }
}

function ByField() {
  const { t } = useWords()
  return (
    <Form.Item name={[...EFFECT, 'by']} label={t('offer_form.by')}>
      <Select
        options={(['amount', 'pieces'] as const).map((value) => ({
          value,
          label: t(`offer_form.by_${value}`),
        }))}
      />
    </Form.Item>
  )
}

function LadderFields() {
  const { t } = useWords()
  const by = Form.useWatch([...EFFECT, 'by'])
  return (
    <>
      <div className="field-row">
        <ByField />
        <QuickEntry />
      </div>
      <Form.List name={[...EFFECT, 'steps']}>
        {(steps, { add, remove }) => (
          <>
            {steps.map(({ key, name }) => (
              <fieldset key={key} className="offer-step">
                <legend>{t('offer_form.step_of', { n: name + 1 })}</legend>
                <Form.Item name={[name, 'from']} label={t('offer_form.from')}>
                  <MeasureInput by={by} />
                </Form.Item>
                <Form.Item name={[name, 'gives', 'kind']} label={t('offer_form.gives')}>
                  <Select
                    options={(['amount', 'percent'] as const).map((value) => ({
                      value,
                      label: t(`offer_form.gives_${value}`),
                    }))}
                  />
                </Form.Item>
                <StepOff place={name} />
                <Button
                  aria-label={t('offer_form.remove_step', { n: name + 1 })}
                  disabled={steps.length === 1}
                  onClick={() => remove(name)}
                >
                  {t('act.delete')}
                </Button>
              </fieldset>
            ))}
            <Form.Item>
              <Button onClick={() => add({ gives: { kind: 'amount' } })}>
                {t('offer_form.add_step')}
              </Button>
            </Form.Item>
          </>
        )}
      </Form.List>
    </>
  )
}

function StepOff({ place }: { place: number }) {
  const { t } = useWords()
  const kind = Form.useWatch([...EFFECT, 'steps', place, 'gives', 'kind'])
  return (
    <Form.Item
      name={[place, 'gives', 'off']}
      label={t(kind === 'percent' ? 'offer_form.off' : 'offer_form.gives_amount')}
    >
      {kind === 'percent' ? <OffInput /> : <MoneyInput />}
    </Form.Item>
  )
}

/** `100:10,200:30`, as shopkeepers write ladders and old systems export them. */
function QuickEntry() {
  const words = useWords()
  const { t } = words
  const { message } = App.useApp()
  const form = Form.useFormInstance()
  const notation = useReadNotation()
  const [text, setText] = useState('')
  const read = () => {
    if (text.trim() === '') return
    notation.mutate(text, {
      onSuccess: ({ effect }) => {
        if (effect.kind !== 'ladder') return
        form.setFieldValue([...EFFECT, 'by'], effect.by)
        form.setFieldValue([...EFFECT, 'steps'], effect.steps)
        setText('')
      },
      onError: (error) => void message.error(sayError(words, error)),
    })
  }
  return (
    <Form.Item label={t('offer_form.quick')} htmlFor="offer_quick">
      <Flex gap={8}>
        <Input
          id="offer_quick"
          value={text}
          placeholder={t('offer_form.quick_hint')}
          autoComplete="off"
          onChange={({ target }) => setText(target.value)}
          onPressEnter={(event) => {
            event.preventDefault()
            read()
          }}
        />
        <Button loading={notation.isPending} onClick={read}>
          {t('offer_form.quick_read')}
        </Button>
      </Flex>
    </Form.Item>
  )
}

function EveryFields() {
  const { t } = useWords()
  const by = Form.useWatch([...EFFECT, 'by'])
  return (
    <div className="field-row">
      <ByField />
      <Form.Item name={[...EFFECT, 'every']} label={t('offer_form.every')}>
        <MeasureInput by={by} />
      </Form.Item>
      <Form.Item name={[...EFFECT, 'off']} label={t('offer_form.amount')}>
        <MoneyInput />
      </Form.Item>
    </div>
  )
}

function PartFields({ place, title }: { place: number; title: string }) {
  const { t } = useWords()
  return (
    <fieldset className="offer-part">
      <legend>{title}</legend>
      <Form.Item name={[place, 'goods', 'include']} label={t('offer_form.include')}>
        <PicksInput />
      </Form.Item>
      <Form.Item name={[place, 'pieces']} label={t('offer_form.pieces')}>
        <CountInput />
      </Form.Item>
    </fieldset>
  )
}

function BundleFields() {
  const { t } = useWords()
  return (
    <>
      <Form.Item name={[...EFFECT, 'price']} label={t('offer_form.price')}>
        <MoneyInput />
      </Form.Item>
      <Form.List name={[...EFFECT, 'parts']}>
        {(parts, { add, remove }) => (
          <>
            {parts.map(({ key, name }) => (
              <div key={key}>
                <PartFields place={name} title={t('offer_form.part', { n: name + 1 })} />
                {parts.length > 1 && (
                  <Button
                    aria-label={t('offer_form.remove_part', { n: name + 1 })}
                    onClick={() => remove(name)}
                    style={{ marginBottom: 16 }}
                  >
                    {t('act.delete')}
                  </Button>
                )}
              </div>
            ))}
            <Form.Item>
              <Button onClick={() => add({ goods: {}, pieces: 1 })}>
                {t('offer_form.add_part')}
              </Button>
            </Form.Item>
          </>
        )}
      </Form.List>
    </>
  )
}

function BuyGetFields() {
  const { t } = useWords()
  return (
    <>
      <Form.List name={[...EFFECT, 'parts']}>
        {(parts) =>
          parts.map(({ key, name }) => (
            <PartFields
              key={key}
              place={name}
              title={t(name === 0 ? 'offer_form.bought' : 'offer_form.got')}
            />
          ))
        }
      </Form.List>
      <Form.Item name={[...EFFECT, 'off']} label={t('offer_form.off')}>
        <OffInput />
      </Form.Item>
    </>
  )
}

/** What is given beside a lower price; each extra keeps its kind. */
export function ExtraFields({ extras }: { extras: readonly { kind: string }[] }) {
  const { t } = useWords()
  return extras.map(({ kind }, place) => {
    const at = ['rule', 'extras', place]
    if (kind === 'gift') {
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: extras are told apart by their place.
        <div key={place} className="field-row">
          <Form.Item
            name={[...at, 'sku_id']}
            label={t('offer_form.gift_sku')}
            rules={[{ required: true, message: t('form.required') }]}
          >
            <SkuSelect />
          </Form.Item>
          <Form.Item name={[...at, 'quantity']} label={t('offer_form.gift_quantity')}>
            <CountInput />
          </Form.Item>
          <Form.Item name={[...at, 'worth']} label={t('offer_form.gift_worth')}>
            <MoneyInput />
          </Form.Item>
          <Form.Item name={[...at, 'in_stock']} label={t('offer_form.gift_stock')}>
            <CountInput min={0} />
          </Form.Item>
          <Form.Item
            name={[...at, 'repeats']}
            valuePropName="checked"
            label={t('offer_form.gift_repeats')}
            extra={t('offer_form.gift_repeats_hint')}
          >
            <Switch />
          </Form.Item>
        </div>
      )
    }
    if (kind === 'points') {
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: extras are told apart by their place.
        <div key={place} className="field-row">
          <Form.Item name={[...at, 'multiplier']} label={t('offer_form.multiplier')}>
            <TimesInput />
          </Form.Item>
          <Form.Item name={[...at, 'bonus']} label={t('offer_form.bonus')}>
            <CountInput min={0} />
          </Form.Item>
        </div>
      )
    }
    return null
  })
}
