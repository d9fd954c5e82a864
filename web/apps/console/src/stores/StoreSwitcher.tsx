// All stores or one of them, for those who see more than one. A chain has hundreds: found by typing
// a part of the name or the code.

import { ShopOutlined } from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { Select } from 'antd'
import type { CSSProperties } from 'react'
import { useSearchParams } from 'react-router'
import { useSession } from '@/session/context'
import { kindOf } from '@/staff/scope'
import { useChosenStore } from './chosen'
import { useStoreOptions } from './StoreSelect'

/** Stands for all stores; no store has such an id. */
const ALL = 'all'

export function StoreSwitcher({ style }: { style?: CSSProperties }) {
  const { t } = useWords()
  const { scope } = useSession()
  const { storeId, choose } = useChosenStore()
  const stores = useStoreOptions()
  const [search, setSearch] = useSearchParams()

  function change(value: string) {
    choose(value === ALL ? undefined : value)
    // A page of one list is none of another.
    if (!search.has('cursor')) return
    const next = new URLSearchParams(search)
    next.delete('cursor')
    setSearch(next, { replace: true })
  }

  if (stores.length < 2) return null
  const isWholeBrand = kindOf(scope) === 'brand'
  const all = isWholeBrand ? t('store.all') : t('store.all_of_mine', { count: stores.length })
  return (
    <Select
      aria-label={t('store.switch')}
      value={storeId ?? ALL}
      onChange={change}
      options={[{ value: ALL, label: all }, ...stores]}
      showSearch={{ optionFilterProp: 'label' }}
      prefix={<ShopOutlined />}
      popupMatchSelectWidth={false}
      style={style}
    />
  )
}
