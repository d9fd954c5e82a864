// A share or a multiple as people say it, in the form the contract's basis points: 95 for 9500,
// 1.2 times for 12000.

import { InputNumber } from 'antd'

interface RateInputProps {
  id?: string
  value?: number | undefined
  onChange?: (rate: number | undefined) => void
  /** Basis points that one of the unit is. */
  unit: 100 | 10_000
  suffix: string
}

export function RateInput({ value, onChange, unit, suffix, ...rest }: RateInputProps) {
  return (
    <InputNumber<number>
      {...rest}
      value={value === undefined ? null : value / unit}
      onChange={(typed) => onChange?.(typed === null ? undefined : Math.round(typed * unit))}
      step={unit === 100 ? 1 : 0.1}
      suffix={suffix}
      className="num"
      style={{ width: '100%' }}
    />
  )
}

/** 9500 → `95`, 9850 → `98.5`. */
export function formatPercent(rate: number): string {
  return String(rate / 100)
}

/** 12000 → `1.2`. */
export function formatTimes(rate: number): string {
  return String(rate / 10_000)
}
