// Pages of a list that is read by seeking: the next page is known only by what the server gave
// back. Where one is stands in the address, so that reload and "back" work; the way back to the
// page before is the browser's own.

import { useWords } from '@huitong/words/react'
import { Button, Flex } from 'antd'
import { useLocation, useNavigate, useSearchParams } from 'react-router'

/** Nothing where there is but one page. */
export function SeekPager({ next }: { next: string | null | undefined }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const { state } = useLocation()
  const [search] = useSearchParams()
  const cameFromPage = state?.paged === true

  function goTo(cursor: string | undefined) {
    const query = new URLSearchParams(search)
    if (cursor === undefined) query.delete('cursor')
    else query.set('cursor', cursor)
    navigate({ search: query.toString() }, { state: { paged: cursor !== undefined } })
  }

  if (!next && !search.has('cursor')) return null
  return (
    <Flex component="nav" aria-label={t('pager.label')} gap={8} align="center" justify="end" wrap>
      <Button disabled={!search.has('cursor')} onClick={() => goTo(undefined)}>
        {t('pager.first')}
      </Button>
      <Button disabled={!cameFromPage} onClick={() => navigate(-1)}>
        {t('pager.previous')}
      </Button>
      <Button disabled={!next} onClick={() => goTo(next ?? undefined)}>
        {t('pager.next')}
      </Button>
    </Flex>
  )
}
