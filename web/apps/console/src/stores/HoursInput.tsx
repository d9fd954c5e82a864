// 营业时间 of a week: for each day none, one or several times.

import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import type { Opening } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Flex, TimePicker } from 'antd'
import dayjs from 'dayjs'
import type { ReactNode } from 'react'
import {
  inOrder,
  nextTimes,
  onEveryDay,
  overlapping,
  timesOf,
  WEEKDAYS,
  type Weekday,
} from './hours'
import { TIME, TIME_PICKER } from './timePicker'

interface HoursInputProps {
  id?: string
  value?: Opening[]
  onChange?: (openings: Opening[]) => void
}

export function HoursInput({ id, value = [], onChange }: HoursInputProps) {
  const { t } = useWords()
  const set = (openings: Opening[]) => onChange?.(inOrder(openings))
  const first = value[0]?.weekday
  return (
    <Flex vertical gap={8} role="group" {...(id ? { id } : {})} aria-label={t('store.hours')}>
      {WEEKDAYS.map((weekday) => (
        <Day key={weekday} weekday={weekday} all={value} set={set}>
          {weekday === first && (
            <Button type="link" size="small" onClick={() => set(onEveryDay(value, weekday))}>
              {t('store.same_every_day')}
            </Button>
          )}
        </Day>
      ))}
    </Flex>
  )
}

interface DayProps {
  weekday: Weekday
  all: readonly Opening[]
  set: (openings: Opening[]) => void
  children: ReactNode
}

function Day({ weekday, all, set, children }: DayProps) {
  const { t, code } = useWords()
  const times = timesOf(all, weekday)
  const wrong = overlapping(all)
  const name = code('weekday', weekday)
  return (
    <Flex gap={8}>
      <span style={{ flex: 'none', width: '6em', lineHeight: '32px' }}>{name}</span>
      <Flex gap={8} align="center" wrap style={{ flex: 1, minHeight: 32 }}>
        {times.length === 0 && (
          // Of a week without any hours nobody has said that the store is closed.
          <span className="quiet">
            {t(all.length === 0 ? 'store.no_hours' : 'store.closed_day')}
          </span>
        )}
        {[...times.entries()].map(([place, opening]) => (
          <Times
            key={place}
            name={name}
            opening={opening}
            isWrong={wrong.includes(opening)}
            change={(next) => set(all.map((one) => (one === opening ? next : one)))}
            remove={() => set(all.filter((one) => one !== opening))}
          />
        ))}
        <Button
          size="small"
          icon={<PlusOutlined />}
          aria-label={t('store.add_times', { day: name })}
          onClick={() => set([...all, { weekday, ...nextTimes(times) }])}
        />
        {children}
      </Flex>
    </Flex>
  )
}

interface TimesProps {
  name: string
  opening: Opening
  isWrong: boolean
  change: (opening: Opening) => void
  remove: () => void
}

function Times({ name, opening, isWrong, change, remove }: TimesProps) {
  const { t } = useWords()
  return (
    <Flex gap={4} align="center">
      <TimePicker.RangePicker
        aria-label={t('store.times_of', { day: name })}
        {...TIME_PICKER}
        // A shop may close after midnight.
        order={false}
        {...(isWrong ? { status: 'error' as const } : {})}
        value={[dayjs(`2000-01-01T${opening.opens}`), dayjs(`2000-01-01T${opening.closes}`)]}
        onChange={(times) => {
          const [opens, closes] = times ?? []
          if (opens && closes) {
            change({ ...opening, opens: opens.format(TIME), closes: closes.format(TIME) })
          }
        }}
        suffixIcon={null}
        style={{ width: 150 }}
      />
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={t('store.remove_times', { day: name })}
        onClick={remove}
      />
    </Flex>
  )
}
