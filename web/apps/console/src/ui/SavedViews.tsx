// Filters of a list that somebody needs again, under a name. They are kept by this browser only,
// and say so; nothing of people is in them.

import { DownOutlined } from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { type FilterField, viewOf } from './filters'
import { keep, readKept } from './kept'
import { readViews, type SavedView, withView } from './savedViews'
import { ManageViews, SaveView } from './ViewWindows'

interface SavedViewsProps {
  /** The list's name, under which its views are kept. */
  name: string
  fields: readonly FilterField[]
}

function useViews(list: string, fields: readonly FilterField[]) {
  const key = `views.${list}`
  const [views, setViews] = useState(() =>
    readViews(readKept(localStorage, key)).map((view) => ({
      ...view,
      query: viewOf(fields, new URLSearchParams(view.query)),
    })),
  )
  return [
    views,
    (next: SavedView[]) => {
      setViews(next)
      keep(localStorage, key, next.length > 0 ? next : undefined)
    },
  ] as const
}

export function SavedViews({ name, fields }: SavedViewsProps) {
  const { t } = useWords()
  const [search, setSearch] = useSearchParams()
  const [views, setViews] = useViews(name, fields)
  const [open, setOpen] = useState<'save' | 'manage'>()
  const query = viewOf(fields, search)
  const active = views.find((view) => view.query === query)
  const items = views.map((view) => ({ key: `=${view.name}`, label: view.name }))
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            ...items,
            ...(items.length > 0 ? [{ type: 'divider' as const }] : []),
            { key: 'save', label: t('view.save'), disabled: query === '' },
            { key: 'manage', label: t('view.manage') },
          ],
          selectable: true,
          selectedKeys: active ? [`=${active.name}`] : [],
          onClick: ({ key }) => {
            const view = views.find((one) => `=${one.name}` === key)
            if (view) setSearch(view.query)
            else setOpen(key === 'save' ? 'save' : 'manage')
          },
        }}
      >
        <Button icon={<DownOutlined />} iconPlacement="end">
          {active?.name ?? t('view.title')}
        </Button>
      </Dropdown>
      {open === 'save' && (
        <SaveView
          close={() => setOpen(undefined)}
          save={(named) => setViews(withView(views, { name: named, query }))}
        />
      )}
      {open === 'manage' && (
        <ManageViews views={views} change={setViews} close={() => setOpen(undefined)} />
      )}
    </>
  )
}
