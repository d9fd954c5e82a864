// Tabs of a page; which one is open stands in the address as `tab`.

import { Card, Tabs } from 'antd'
import type { MouseEvent, ReactNode } from 'react'
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
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the tabs in it are what is pressed. */}
      <div onMouseDown={stayInPlace}>
        <Tabs items={shown} activeKey={asked.key} onChange={show} />
      </div>
    </Card>
  )
}

/**
 * A tab that gets the focus is moved into sight: one that is partly out of it would move from under
 * the pointer before the click, and never open. So pressing one gives it no focus; the keyboard does.
 */
function stayInPlace(event: MouseEvent): void {
  const isTab = event.target instanceof Element && event.target.closest('[role="tab"]') !== null
  if (isTab) event.preventDefault()
}
