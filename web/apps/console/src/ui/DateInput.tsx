// Days as the contract writes them (2026-03-01) in the form, pickers on the screen: values of a
// form stay plain text, which can be compared and kept as a draft.

import { DownOutlined } from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { Button, DatePicker, Dropdown, Space } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { KeyboardEvent } from 'react'
import type { DateRange } from './filters'
import { daysOf, PERIODS, type Period } from './period'
import './patterns.css'

const DAY = 'YYYY-MM-DD'
const POPUP = { popup: { root: 'dates-popup' } }

/** Enter takes the day; it would also send the form, before the day is in it. */
function keepEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter') event.preventDefault()
}

interface DateInputProps {
  id?: string
  value?: string | null | undefined
  onChange?: (day: string | undefined) => void
  isDisabled?: boolean
}

export function DateInput({ id, value, onChange, isDisabled = false }: DateInputProps) {
  return (
    <DatePicker
      {...(id ? { id } : {})}
      classNames={POPUP}
      disabled={isDisabled}
      value={value ? dayjs(value) : null}
      onChange={(day) => onChange?.(day?.format(DAY))}
      onKeyDown={keepEnter}
    />
  )
}

interface DatesInputProps {
  id?: string
  /** For a picker that stands without a label. */
  'aria-label'?: string
  value?: DateRange | undefined
  onChange?: (days: DateRange | undefined) => void
  allowClear?: boolean
}

/** From a day to a day, with the periods that people ask for beside. */
export function DatesInput({ id, value, onChange, allowClear = true, ...rest }: DatesInputProps) {
  const { t } = useWords()
  return (
    <Space.Compact className="dates">
      <DatePicker.RangePicker
        {...rest}
        {...(id ? { id } : {})}
        allowClear={allowClear}
        // Else Tab goes to and fro between two empty fields, and lets nobody out.
        allowEmpty={[true, true]}
        classNames={POPUP}
        value={value ? asDays(value) : null}
        onKeyDown={keepEnter}
        onChange={(days) => {
          const [first, last] = days ?? []
          onChange?.(first && last ? [first.format(DAY), last.format(DAY)] : undefined)
        }}
      />
      {/* The picker has presets of its own, which the keyboard does not reach. */}
      <Dropdown
        trigger={['click']}
        menu={{
          items: PERIODS.map((key) => ({ key, label: t(`period.${key}`) })),
          onClick: ({ key }) => onChange?.(daysOf(key as Period)),
        }}
      >
        <Button aria-label={t('period.common')} icon={<DownOutlined />} />
      </Dropdown>
    </Space.Compact>
  )
}

function asDays([first, last]: DateRange): [Dayjs, Dayjs] {
  return [dayjs(first), dayjs(last)]
}
