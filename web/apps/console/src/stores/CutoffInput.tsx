// 日切时间: when the next business day begins, between midnight and noon.

import { TimePicker } from 'antd'
import dayjs from 'dayjs'
import { minutesOf, timeOf } from './clock'
import { TIME, TIME_PICKER } from './timePicker'

const AFTERNOON = Array.from({ length: 12 }, (_, hour) => hour + 12)

interface CutoffInputProps {
  id?: string
  /** Minutes after midnight. */
  value?: number
  onChange?: (minutes: number) => void
}

export function CutoffInput({ id, value, onChange }: CutoffInputProps) {
  return (
    <TimePicker
      {...(id ? { id } : {})}
      {...TIME_PICKER}
      showNow={false}
      disabledTime={() => ({ disabledHours: () => AFTERNOON })}
      value={value === undefined ? null : dayjs(`2000-01-01T${timeOf(value)}`)}
      onChange={(time) => time && onChange?.(minutesOf(time.format(TIME)))}
      style={{ width: '100%' }}
    />
  )
}
