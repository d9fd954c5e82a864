// The language of a React app: kept in the browser, Chinese unless somebody switched.

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react'
import type { Lang } from './format'
import { hasWords, loadWords, type Params, translate, translateCode, type WordKey } from './words'

export interface Words {
  lang: Lang
  /** Switches once the sentences are there; says no, and stays, where they do not come. */
  setLang: (lang: Lang) => Promise<boolean>
  /** The sentence of a key. */
  t: (key: WordKey, params?: Params) => string
  /** The word for a code that the server sent, such as `('tender', 'cash')`. */
  code: (group: string, code: string) => string
}

const KEPT_AS = 'huitong.lang'
const WordsContext = createContext<Words | undefined>(undefined)

const keptLang = (): Lang => (localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'zh')

/** What an app begins in: the choice is kept, but its sentences may not have come. */
const firstLang = (): Lang => (hasWords(keptLang()) ? keptLang() : 'zh')

/** Has the sentences at hand that an app begins with; it begins in Chinese if they do not come. */
export function firstWords(): Promise<void> {
  return loadWords(keptLang()).catch(() => {})
}

export function WordsProvider({ children }: { children: ReactNode }) {
  const [lang, showLang] = useState(firstLang)
  const setLang = useCallback(async (next: Lang) => {
    try {
      await loadWords(next)
    } catch {
      return false
    }
    localStorage.setItem(KEPT_AS, next)
    showLang(next)
    return true
  }, [])
  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en'
  }, [lang])
  const words = useMemo<Words>(
    () => ({
      lang,
      setLang,
      t: (key, params) => translate(lang, key, params),
      code: (group, code) => translateCode(lang, group, code),
    }),
    [lang, setLang],
  )
  return <WordsContext value={words}>{children}</WordsContext>
}

export function useWords(): Words {
  const words = useContext(WordsContext)
  if (!words) throw new Error('useWords needs a WordsProvider above')
  return words
}
