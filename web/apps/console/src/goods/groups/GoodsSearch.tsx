// Goods as a whole and single SKUs, by a part of their name or the beginning of a code.

import type { NamedPick } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Select } from 'antd'
import { useState } from 'react'
import { keyOf, offeredBy } from './picks'
import { useSkusLike } from './queries'

interface GoodsSearchProps {
  label: string
  /** What is chosen already. */
  taken: readonly string[]
  pick: (one: NamedPick) => void
}

export function GoodsSearch({ label, taken, pick }: GoodsSearchProps) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const found = useSkusLike(text)
  const isAsked = text.trim() !== ''
  const offered = isAsked ? offeredBy(found.data ?? []) : []
  const told = ({ pick: { kind }, name, code }: NamedPick) =>
    kind === 'goods' ? `${name} · ${t('goods_group.all_skus')}` : `${name} · ${code}`

  function choose(key: string) {
    const one = offered.flatMap(({ picks }) => picks).find((other) => keyOf(other) === key)
    if (one) pick(one)
    setText('')
  }

  return (
    <Select<string | null>
      aria-label={label}
      value={null}
      onChange={(key) => key && choose(key)}
      showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
      loading={found.isFetching}
      placeholder={t('goods_group.add_goods')}
      popupMatchSelectWidth={false}
      notFoundContent={
        isAsked ? <span className="quiet">{t('goods_group.nothing_found')}</span> : null
      }
      options={offered.flatMap(({ picks }) =>
        picks.map((one) => ({
          value: keyOf(one),
          label: told(one),
          disabled: taken.includes(keyOf(one)),
        })),
      )}
      style={{ minWidth: 160, width: '100%' }}
    />
  )
}
