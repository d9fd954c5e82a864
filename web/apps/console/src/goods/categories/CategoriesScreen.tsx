// 商品类目: the tree of goods, level below level, and where it grows.

import type { Category } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Card } from 'antd'
import { useState } from 'react'
import { useMay } from '@/session/context'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { Answered } from '@/ui/states'
import { AddCategory } from './AddCategory'
import { CategoryTable } from './CategoryTable'
import { treeOf } from './categories'
import { EditCategory } from './EditCategory'
import { useCategories } from './queries'

type Window = { form: 'add'; parent?: Category } | { form: 'edit'; category: Category }

export function CategoriesScreen() {
  const { t } = useWords()
  const may = useMay()
  const categories = useCategories()
  const [open, setOpen] = useState<Window>()
  const close = () => setOpen(undefined)
  const create = may('goods.write') && (
    <Button type="primary" onClick={() => setOpen({ form: 'add' })}>
      {t('category.create')}
    </Button>
  )
  const actsOf = (category: Category) => (
    <>
      <Button
        size="small"
        aria-label={t('category.add_below', { name: category.name })}
        onClick={() => setOpen({ form: 'add', parent: category })}
      >
        {t('category.add_child')}
      </Button>
      <Button
        size="small"
        aria-label={t('category.edit_of', { name: category.name })}
        onClick={() => setOpen({ form: 'edit', category })}
      >
        {t('act.edit')}
      </Button>
    </>
  )
  return (
    <Page title={t('nav.categories')} acts={create}>
      <Answered query={categories}>
        {(known) => (
          <Card size="small">
            {known.size === 0 ? (
              <EmptyState
                text={t('category.none_yet')}
                hint={t('category.none_hint')}
                act={create}
              />
            ) : (
              <CategoryTable
                tree={treeOf(known)}
                {...(may('goods.write') ? { acts: actsOf } : {})}
              />
            )}
          </Card>
        )}
      </Answered>
      {open?.form === 'add' && <AddCategory {...open} close={close} />}
      {open?.form === 'edit' && <EditCategory {...open} close={close} />}
    </Page>
  )
}
