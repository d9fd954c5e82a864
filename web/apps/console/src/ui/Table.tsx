// antd's table, whose part that scrolls on a narrow screen is reached by the keyboard too. It is a
// stop for Tab only while something is out of sight.

import { useWords } from '@huitong/words/react'
import { Table as AntdTable, type TableProps } from 'antd'
import { useEffect, useRef } from 'react'

export function Table<Row extends object>(props: TableProps<Row>) {
  const { t } = useWords()
  const box = useRef<HTMLDivElement>(null)
  const label = t('list.scrolls')
  // The table makes the part anew by itself, such as with its first rows.
  useEffect(() => {
    const part = box.current?.querySelector<HTMLElement>('.ant-table-content, .ant-table-body')
    if (!part) return
    const observer = new ResizeObserver(() => markScrolling(part, label))
    for (const element of [part, ...part.children]) observer.observe(element)
    return () => observer.disconnect()
  })
  return (
    <div ref={box} style={{ minWidth: 0 }}>
      <AntdTable<Row> {...props} />
    </div>
  )
}

function markScrolling(part: HTMLElement, label: string): void {
  if (part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1) {
    part.tabIndex = 0
    part.setAttribute('role', 'group')
    part.setAttribute('aria-label', label)
  } else {
    for (const name of ['tabindex', 'role', 'aria-label']) part.removeAttribute(name)
  }
}
