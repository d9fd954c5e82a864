// Tabs of a page; which one is open stands in the address as `tab`.

import { Card, Tabs } from 'antd'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'

export interface AddressTab {
  key: string
  label: string
  children: ReactNode
}

/** A tab that a person may not see is `false`. */
export function AddressTabs({ tabs }: { tabs: readonly (AddressTab | false)[] }) {
  const [search, setSearch] = useSearchParams()
  const shown = tabs.filter((tab) => tab !== false)
  const asked = shown.find(({ key }) => key === search.get('tab')) ?? shown[0]
  if (!asked) return null

  function show(tab: string) {
    const next = new URLSearchParams(search)
    next.delete('cursor')
    next.set('tab', tab)
    setSearch(next, { replace: true })
  }

  return (
    <Card size="small">
      <Tabs items={shown} activeKey={asked.key} onChange={show} />
    </Card>
  )
}
