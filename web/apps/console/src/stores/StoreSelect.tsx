// Choosing a store by name or code.

import { useWords } from '@huitong/words/react'
import { Select } from 'antd'
import { useStores } from './queries'

interface StoreSelectProps {
  id?: string
  value?: string | undefined
  onChange?: (storeId: string | undefined) => void
  allowClear?: boolean
}

export function StoreSelect({ allowClear = false, ...rest }: StoreSelectProps) {
  const { t } = useWords()
  const options = [...useStores().values()].map(({ id, code, name }) => ({
    value: id,
    label: `${name} ${code}`,
  }))
  return (
    <Select
      {...rest}
      allowClear={allowClear}
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
      placeholder={allowClear ? t('store.all') : t('store.choose')}
      style={{ minWidth: 200 }}
    />
  )
}

/** A store's name; of one that the person may not see only that it is another. */
export function StoreName({ id }: { id: string | null | undefined }) {
  const { t } = useWords()
  const stores = useStores()
  if (!id) return <span className="quiet">{t('store.none')}</span>
  const known = stores.get(id)
  if (known) return known.name
  return <span className="quiet">{stores.size === 0 ? '' : t('store.out_of_sight')}</span>
}
