// Small controls of the form: a discount as 折, a count, a moment, a threshold.

import type { OfferRule } from '@huitong/api'
import { formatTime } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { DatePicker, Flex, InputNumber, Select } from 'antd'
import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone'
import utc from 'dayjs/plugin/utc'
import { useSession } from '@/session/context'
import { MoneyInput } from '@/ui/MoneyInput'
import { PicksInput } from './PicksInput'

interface InputProps<T> {
  id?: string
  'aria-label'?: string
  value?: T | null
  onChange?: (value: T | undefined) => void
}

/** 500 off is 9.5折 in Chinese and 5% off in English. */
export function OffInput({ value, onChange, ...rest }: InputProps<number>) {
  const { t, lang } = useWords()
  const isZhe = lang === 'zh'
  const shown = value == null ? null : isZhe ? (10_000 - value) / 1_000 : value / 100
  return (
    <InputNumber<number>
      {...rest}
      value={shown}
      min={0}
      max={isZhe ? 9.9 : 100}
      step={isZhe ? 0.5 : 5}
      onChange={(typed) => {
        if (typed === null) return onChange?.(undefined)
        onChange?.(isZhe ? 10_000 - Math.round(typed * 1_000) : Math.round(typed * 100))
      }}
      suffix={t('offer_form.off_unit')}
      className="num"
      style={{ width: '100%' }}
    />
  )
}

export function CountInput({
  value,
  onChange,
  min = 1,
  ...rest
}: InputProps<number> & { min?: number }) {
  return (
    <InputNumber<number>
      {...rest}
      value={value ?? null}
      min={min}
      precision={0}
      onChange={(typed) => onChange?.(typed ?? undefined)}
      className="num"
      style={{ width: '100%' }}
    />
  )
}

/** A number that is kept as a multiple: 2 for 20 000. */
export function TimesInput({ value, onChange, ...rest }: InputProps<number>) {
  const { t } = useWords()
  return (
    <InputNumber<number>
      {...rest}
      value={value == null ? null : value / 10_000}
      min={1}
      step={0.5}
      onChange={(typed) => onChange?.(typed === null ? undefined : Math.round(typed * 10_000))}
      suffix={t('word.times')}
      className="num"
      style={{ width: '100%' }}
    />
  )
}

/** Money or pieces, by what is counted. */
export function MeasureInput({
  by,
  ...rest
}: InputProps<number> & { by: 'amount' | 'pieces' | undefined }) {
  return by === 'pieces' ? <CountInput {...rest} /> : <MoneyInput {...rest} />
}

dayjs.extend(utc)
dayjs.extend(timezone)

const MINUTE = 'YYYY-MM-DD HH:mm'

interface MomentInputProps extends InputProps<string> {
  /** On whose clock; that of the brand if it is not said. */
  zone?: string | undefined
  placeholder?: string
  /** How many years from now it may be, before or after. */
  years?: number
}

/** A day and a minute on the clock of the brand or a store, as the contract writes moments. */
export function MomentInput({ id, value, onChange, zone, placeholder, years }: MomentInputProps) {
  const { brand } = useSession()
  const clock = zone ?? brand.zone
  return (
    <DatePicker
      {...(id ? { id } : {})}
      {...(placeholder ? { placeholder } : {})}
      {...(years
        ? { minDate: dayjs().subtract(years, 'year'), maxDate: dayjs().add(years, 'year') }
        : {})}
      showTime={{ format: 'HH:mm' }}
      format={MINUTE}
      value={value ? dayjs(formatTime(value, clock)) : null}
      onChange={(moment) =>
        onChange?.(moment ? dayjs.tz(moment.format(MINUTE), clock).toISOString() : undefined)
      }
      onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      style={{ width: '100%' }}
    />
  )
}

type Reach = NonNullable<OfferRule['reach']>

/** What must be reached, and by which goods if not by those of the offer (买 A 类，B 类优惠). */
export function ReachInput({ id, value, onChange }: InputProps<Reach>) {
  const { t } = useWords()
  const kind = value?.kind ?? 'none'
  const goodsId = `${id ?? 'reach'}_goods`
  function count(include: NonNullable<Reach['goods']>['include']) {
    if (!value) return
    const { goods, ...rest } = value
    const counted = { ...goods, include }
    const isAny = !include?.length && !counted.exclude?.length
    onChange?.(isAny ? rest : { ...rest, goods: counted })
  }
  return (
    <Flex vertical gap={8}>
      <Flex gap={8}>
        <Select
          {...(id ? { id } : {})}
          value={kind}
          style={{ flex: '1 1 0', minWidth: 0 }}
          options={(['none', 'amount', 'pieces'] as const).map((one) => ({
            value: one,
            label: t(`offer_form.reach_${one}`),
          }))}
          onChange={(next: 'none' | Reach['kind']) => onChange?.(beginOf(next, value?.goods))}
        />
        {value && (
          <div style={{ flex: '1 1 0', minWidth: 0 }}>
            <MeasureInput
              aria-label={t(`offer_form.reach_${value.kind}`)}
              by={value.kind}
              value={value.at_least}
              onChange={(at_least) => onChange?.({ ...value, at_least: at_least ?? Number.NaN })}
            />
          </div>
        )}
      </Flex>
      {value && (
        <div>
          <label className="quiet" htmlFor={goodsId}>
            {t('offer_form.reach_goods')}
          </label>
          <PicksInput id={goodsId} value={value.goods?.include ?? []} onChange={count} />
        </div>
      )}
    </Flex>
  )
}

function beginOf(kind: 'none' | Reach['kind'], goods: Reach['goods']): Reach | undefined {
  if (kind === 'none') return undefined
  const counted = goods ? { goods } : {}
  return { kind, at_least: kind === 'amount' ? 10_000 : 2, ...counted }
}
