// Choosing a store by name or code.

import { useWords } from '@huitong/words/react'
import { Select } from 'antd'
import { useCallback } from 'react'
import { useIsReadingStores, useStores } from './queries'

interface StoreSelectProps {
  id?: string
  value?: string | undefined
  onChange?: (storeId: string | undefined) => void
  allowClear?: boolean
  /** What no store means, where that is not all of them. */
  noneText?: string
}

export function StoreSelect({ allowClear = false, noneText, ...rest }: StoreSelectProps) {
  const { t } = useWords()
  return (
    <Select
      {...rest}
      allowClear={allowClear}
      showSearch={{ optionFilterProp: 'label' }}
      options={useStoreOptions()}
      labelRender={({ value: id, label }) => label ?? <StoreName id={String(id)} />}
      placeholder={allowClear ? (noneText ?? t('store.all')) : t('store.choose')}
      style={{ minWidth: 200 }}
    />
  )
}

export function useStoreOptions(): { value: string; label: string }[] {
  return [...useStores().values()].map(({ id, code, name }) => ({
    value: id,
    label: `${name} ${code}`,
  }))
}

/** A store's name; of one that the person may not see only that it is another. */
export function StoreName({ id }: { id: string | null | undefined }) {
  const stores = useStores()
  const nameOf = useStoreNames()
  if (id && stores.has(id)) return nameOf(id)
  return <span className="quiet">{nameOf(id)}</span>
}

/** The same as plain text, by the store's id. */
export function useStoreNames(): (id: string | null | undefined) => string {
  const { t } = useWords()
  const stores = useStores()
  const isReading = useIsReadingStores()
  return useCallback(
    (id) => {
      if (!id) return t('store.none')
      return stores.get(id)?.name ?? (isReading ? '…' : t('store.out_of_sight'))
    },
    [t, stores, isReading],
  )
}
