// Opens the search from anywhere: by Ctrl/⌘ K, or by the box in the header.

import { SearchOutlined } from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { sessionEnd } from '@/session/over'
import { SearchPalette } from './SearchPalette'
import './search.css'

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.userAgent)

export function SearchBox({ isNarrow }: { isNarrow: boolean }) {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isAsked = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k'
      if (!isAsked || event.altKey || event.shiftKey || sessionEnd.isOver()) return
      event.preventDefault()
      setOpen(true)
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
  const open = () => setOpen(true)
  return (
    <>
      {isNarrow ? (
        <Button
          type="text"
          aria-label={t('search.open')}
          icon={<SearchOutlined />}
          onClick={open}
        />
      ) : (
        <Button className="search-box" icon={<SearchOutlined />} onClick={open}>
          <span>{t('search.open')}</span>
          <kbd>{IS_MAC ? '⌘ K' : 'Ctrl K'}</kbd>
        </Button>
      )}
      {isOpen && <SearchPalette close={() => setOpen(false)} />}
    </>
  )
}
