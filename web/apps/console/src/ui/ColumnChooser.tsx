// Which columns of a list are shown, kept by the browser under the list's name.

import { SettingOutlined } from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { Button, Checkbox, Flex, Popover } from 'antd'
import { useState } from 'react'
import {
  type Choosable,
  type ColumnChoice,
  isChoosable,
  isShown,
  readChoice,
  withColumn,
} from './columnChoice'
import { keep, readKept } from './kept'

export function useColumnChoice(list: string) {
  const key = `columns.${list}`
  const [choice, setChoice] = useState(() => readChoice(readKept(localStorage, key)))
  return [
    choice,
    (next: ColumnChoice) => {
      setChoice(next)
      keep(localStorage, key, Object.keys(next).length > 0 ? next : undefined)
    },
  ] as const
}

interface ColumnChooserProps {
  columns: readonly (Choosable & { title: string })[]
  choice: ColumnChoice
  choose: (choice: ColumnChoice) => void
}

/** Nothing where there is nothing to choose. */
export function ColumnChooser({ columns, choice, choose }: ColumnChooserProps) {
  const { t } = useWords()
  const choosable = columns.filter(isChoosable)
  if (choosable.length === 0) return null
  const boxes = (
    <Flex vertical gap={8} role="group" aria-label={t('list.columns')}>
      {choosable.map((column) => (
        <Checkbox
          key={column.key}
          checked={isShown(column, choice)}
          onChange={({ target }) => choose(withColumn(choice, column, target.checked))}
        >
          {column.title}
        </Checkbox>
      ))}
      <Button size="small" onClick={() => choose({})}>
        {t('list.columns_reset')}
      </Button>
    </Flex>
  )
  return (
    <Popover trigger="click" placement="bottomRight" content={boxes}>
      <Button icon={<SettingOutlined />}>{t('list.columns')}</Button>
    </Popover>
  )
}
