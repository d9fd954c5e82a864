// All stores or one of them, for those who see more than one. A chain has hundreds: found by typing
// a part of the name or the code.

import { ShopOutlined } from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { Select } from 'antd'
import type { CSSProperties } from 'react'
import { useSearchParams } from 'react-router'
import { useSession } from '@/session/context'
import { useChosenStore } from './chosen'
import { useStores } from './queries'

/** Stands for all stores; no store has such an id. */
const ALL = 'all'

export function StoreSwitcher({ style }: { style?: CSSProperties }) {
  const { t } = useWords()
  const { scope } = useSession()
  const { storeId, choose } = useChosenStore()
  const stores = useStores()
  const [search, setSearch] = useSearchParams()

  function change(value: string) {
    choose(value === ALL ? undefined : value)
    // A page of one list is none of another.
    if (!search.has('cursor')) return
    const next = new URLSearchParams(search)
    next.delete('cursor')
    setSearch(next, { replace: true })
  }

  if (stores.size < 2) return null
  const isWholeBrand = !scope.region_ids && !scope.store_ids
  const all = isWholeBrand ? t('store.all') : t('store.all_of_mine', { count: stores.size })
  const options = [
    { value: ALL, label: all },
    ...[...stores.values()].map(({ id, code, name }) => ({ value: id, label: `${name} ${code}` })),
  ]
  return (
    <Select
      aria-label={t('store.switch')}
      value={storeId ?? ALL}
      onChange={change}
      options={options}
      showSearch={{ optionFilterProp: 'label' }}
      prefix={<ShopOutlined />}
      popupMatchSelectWidth={false}
      style={style}
    />
  )
}
