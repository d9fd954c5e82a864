// One box that finds pages, members, orders, goods and stores. The keyboard stays in the box:
// ↑ ↓ go through what was found, Enter opens it, Esc closes.

import { SearchOutlined } from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { Input } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { Window } from '@/ui/Window'
import { type Found, isFresh, optionId, step } from './finding'
import { useRecent } from './recent'
import { SearchResults } from './SearchResults'
import { useResults } from './useResults'

const LIST = 'search-list'

export function SearchPalette({ close }: { close: () => void }) {
  const { t, code } = useWords()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const { recent, opened } = useRecent()
  const { kinds, sections, failed, isAsking } = useResults(typed, recent)
  const all = sections.flatMap(({ found }) => found)
  // What was found may have become less meanwhile.
  const place = Math.min(at, Math.max(0, all.length - 1))

  function open(one: Found) {
    opened(one)
    close()
    void navigate(one.path)
  }

  function onKeyDown(event: KeyboardEvent) {
    // Enter that ends the input of a Chinese word chooses nothing.
    if (event.nativeEvent.isComposing) return
    const chosen = all[place]
    if (event.key === 'ArrowDown') setAt(step(place, 1, all.length))
    else if (event.key === 'ArrowUp') setAt(step(place, -1, all.length))
    else if (event.key === 'Enter' && chosen && isFresh(chosen, isAsking)) open(chosen)
    else return
    event.preventDefault()
  }

  const label = t('search.label', {
    kinds: kinds.map((kind) => code('search_kind', kind)).join(t('search.and')),
  })
  return (
    <Window
      onCancel={close}
      title={<span className="unseen">{t('search.open')}</span>}
      footer={null}
      width={640}
      className="search-palette"
      style={{ top: 'clamp(8px, 10vh, 96px)' }}
    >
      <Input
        autoFocus
        size="large"
        variant="borderless"
        prefix={<SearchOutlined />}
        role="combobox"
        aria-label={label}
        aria-expanded={all.length > 0}
        aria-autocomplete="list"
        {...(all.length > 0
          ? { 'aria-controls': LIST, 'aria-activedescendant': optionId(place) }
          : {})}
        placeholder={label}
        autoComplete="off"
        maxLength={120}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <SearchResults
        id={LIST}
        sections={sections}
        failed={failed}
        isAsking={isAsking}
        text={typed.trim()}
        at={place}
        point={setAt}
        open={open}
      />
      <p className="search-keys quiet">{t('search.keys')}</p>
    </Window>
  )
}
