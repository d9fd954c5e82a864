// Everything that a text finds, in sections, and what is still being asked or could not be.

import { hasWords, loadWords, translate } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { useEffect, useState } from 'react'
import { groupsFor } from '@/frame/navigation'
import { PLACES } from '@/frame/places'
import { useSession } from '@/session/context'
import { useStores } from '@/stores/queries'
import { type Found, findPages, findStores, kindsFor, SHOWN, sectionsOf } from './finding'
import { useAnswers } from './queries'
import { useDebounced } from './useDebounced'

const STILL_MILLIS = 250

/** A page is found by its name in either language; the English names are fetched for that. */
function useBothLanguages(): void {
  const [, setHasBoth] = useState(hasWords('en'))
  useEffect(() => {
    loadWords('en').then(
      () => setHasBoth(true),
      () => {},
    )
  }, [])
}

export function useResults(typed: string, recent: readonly Found[]) {
  const { t } = useWords()
  useBothLanguages()
  const { permissions } = useSession()
  const stores = useStores()
  const text = typed.trim()
  const asked = useDebounced(text, STILL_MILLIS)
  const groups = groupsFor(PLACES, permissions)
  const kinds = kindsFor(groups.flatMap(({ places }) => places.map(({ path }) => path)))
  const answers = useAnswers(text === '' ? '' : asked, kinds)
  const pages = groups.flatMap(({ word: group, places }) =>
    places.map(({ path, word }) => ({
      path,
      title: t(word),
      detail: group === word ? '' : t(group),
      names: [translate('zh', word), translate('en', word)],
    })),
  )
  const found = [
    ...findPages(pages, text).slice(0, text === '' ? undefined : SHOWN),
    ...(text !== '' && kinds.includes('stores') ? findStores(stores.values(), text) : []).slice(
      0,
      SHOWN,
    ),
    ...answers.flatMap((one) => one.found),
  ]
  return {
    kinds,
    sections: sectionsOf(text, found, recent),
    failed: answers.filter(({ error }) => error !== null),
    isAsking: text !== asked || answers.some((one) => one.isAsking),
  }
}
