// The page of a list: heading and acts, filters with saved views, and below them the list itself.

import { Card } from 'antd'
import type { ReactNode } from 'react'
import { Filters } from './Filters'
import type { FilterField } from './filters'
import { Page } from './Page'
import { SavedViews } from './SavedViews'

interface ListPageProps {
  /** Under which the filters' form and the saved views are known. */
  name: string
  title: string
  /** What can be done on this page. */
  acts?: ReactNode
  /** Without any, the page has no filter bar. */
  filters?: readonly FilterField[]
  children: ReactNode
}

export function ListPage({ name, title, acts, filters, children }: ListPageProps) {
  return (
    <Page title={title} acts={acts}>
      {filters && filters.length > 0 && (
        <Card size="small">
          <Filters name={`${name}_search`} fields={filters}>
            <SavedViews name={name} fields={filters} />
          </Filters>
        </Card>
      )}
      {children}
    </Page>
  )
}
