// The page of one thing: heading with tags and acts, what to know first, figures, summary, tabs.

import type { ReactNode } from 'react'
import { type AddressTab, AddressTabs } from './AddressTabs'
import { Page } from './Page'
import { SummaryCard, type SummaryItems } from './Summary'

interface DetailPageProps {
  title: string
  /** Numbers and tags beside the heading. */
  beside?: ReactNode
  acts?: ReactNode
  /** What must be known before anything else, such as that it is frozen. */
  notice?: ReactNode
  /** Figures and other cards above the summary. */
  figures?: ReactNode
  summary?: SummaryItems
  tabs?: readonly (AddressTab | false)[]
  /** Cards between the summary and the tabs. */
  children?: ReactNode
}

export function DetailPage(props: DetailPageProps) {
  return (
    <Page title={props.title} beside={props.beside} acts={props.acts}>
      {props.notice}
      {props.figures}
      {props.summary && <SummaryCard items={props.summary} />}
      {props.children}
      {props.tabs && <AddressTabs tabs={props.tabs} />}
    </Page>
  )
}
