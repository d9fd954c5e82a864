// The language of a React app: kept in the browser, Chinese unless somebody switched.

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { Lang } from './format'
import { type Params, translate, translateCode, type WordKey } from './words'

export interface Words {
  lang: Lang
  setLang: (lang: Lang) => void
  /** The sentence of a key. */
  t: (key: WordKey, params?: Params) => string
  /** The word for a code that the server sent, such as `('tender', 'cash')`. */
  code: (group: string, code: string) => string
}

const KEPT_AS = 'huitong.lang'
const WordsContext = createContext<Words | undefined>(undefined)

export function WordsProvider({ children }: { children: ReactNode }) {
  const [lang, setLang] = useState<Lang>(() =>
    localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'zh',
  )
  useEffect(() => {
    localStorage.setItem(KEPT_AS, lang)
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en'
  }, [lang])
  const words = useMemo<Words>(
    () => ({
      lang,
      setLang,
      t: (key, params) => translate(lang, key, params),
      code: (group, code) => translateCode(lang, group, code),
    }),
    [lang],
  )
  return <WordsContext value={words}>{children}</WordsContext>
}

export function useWords(): Words {
  const words = useContext(WordsContext)
  if (!words) throw new Error('useWords needs a WordsProvider above')
  return words
}
