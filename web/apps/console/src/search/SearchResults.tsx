// What was found, in groups, with what is still being asked and what could not be.

import { useWords } from '@huitong/words/react'
import { Button, Flex, Spin } from 'antd'
import { sayError } from '@/ui/problems'
import type { Found, Section } from './finding'
import { OptionLine } from './OptionLine'
import type { Answer } from './queries'

interface SearchResultsProps {
  id: string
  sections: readonly Section[]
  failed: readonly Answer[]
  isAsking: boolean
  text: string
  /** The place of what Enter opens, counted over all sections. */
  at: number
  point: (place: number) => void
  open: (one: Found) => void
}

export function SearchResults(props: SearchResultsProps) {
  const { sections, failed, isAsking, text } = props
  const words = useWords()
  const isEmpty = sections.length === 0
  return (
    <div className="search-results" aria-busy={isAsking}>
      {!isEmpty && <List {...props} />}
      {failed.map(({ kind, error, retry }) => (
        <Flex key={kind} role="alert" align="center" gap={8} className="search-note" wrap>
          {words.t('search.failed', {
            kind: words.code('search_kind', kind),
            why: sayError(words, error),
          })}
          <Button size="small" onClick={retry}>
            {words.t('act.retry')}
          </Button>
        </Flex>
      ))}
      <div role="status" className="search-note quiet">
        {isAsking && (
          <>
            <Spin size="small" /> {words.t('search.asking')}
          </>
        )}
        {!isAsking && isEmpty && failed.length === 0 && words.t('search.none', { text })}
      </div>
    </div>
  )
}

function List({ id, sections, at, point, open }: SearchResultsProps) {
  const { t, code } = useWords()
  let place = -1
  return (
    <div id={id} role="listbox" aria-label={t('search.found')}>
      {sections.map(({ kind, found }) => (
        <fieldset key={kind} aria-label={code('search_kind', kind)}>
          <div className="search-kind quiet" aria-hidden="true">
            {code('search_kind', kind)}
          </div>
          {found.map((one) => {
            place += 1
            const here = place
            return (
              <OptionLine
                key={one.path}
                one={one}
                place={here}
                isChosen={here === at}
                point={() => point(here)}
                open={() => open(one)}
              />
            )
          })}
        </fieldset>
      ))}
    </div>
  )
}
