// 数据范围: the whole brand, some regions or some stores, as far as the role and one's own scope
// allow.

import type { Role, Scope } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Flex, Radio, Select } from 'antd'
import { RegionName, useRegionOptions } from '@/regions/RegionSelect'
import { useSession } from '@/session/context'
import { StoreName, useStoreOptions } from '@/stores/StoreSelect'
import { kindOf, kindsFor, placesOf, type ScopeKind, scopeOf } from './scope'

interface ScopeInputProps {
  id?: string
  value?: Scope
  onChange?: (scope: Scope) => void
  role: Role | undefined
}

export function ScopeInput({ id, value = {}, onChange, role }: ScopeInputProps) {
  const { t } = useWords()
  const { scope: own } = useSession()
  const options = useOptions(own)
  const kind = kindOf(value)
  return (
    <Flex vertical gap={8}>
      <Radio.Group
        aria-label={t('scope.kind')}
        value={kind}
        onChange={({ target }) => onChange?.(scopeOf(target.value as ScopeKind, []))}
        options={kindsFor(role, own).map((one) => ({ value: one, label: t(`scope.${one}`) }))}
      />
      {kind !== 'brand' && (
        <Select
          {...(id ? { id } : {})}
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          value={[...placesOf(value)]}
          onChange={(places: string[]) => onChange?.(scopeOf(kind, places))}
          options={options[kind]}
          labelRender={({ value: id, label }) =>
            label ??
            (kind === 'regions' ? <RegionName id={String(id)} /> : <StoreName id={String(id)} />)
          }
          placeholder={t(kind === 'regions' ? 'scope.choose_regions' : 'scope.choose_stores')}
          maxTagCount="responsive"
        />
      )}
    </Flex>
  )
}

function useOptions(own: Scope) {
  const regions = useRegionOptions()
  const stores = useStoreOptions()
  const isMine = (id: string) => kindOf(own) === 'brand' || placesOf(own).includes(id)
  return { regions: regions.filter(({ value }) => isMine(value)), stores }
}
