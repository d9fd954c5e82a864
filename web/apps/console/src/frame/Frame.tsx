// Navigation on the side, what is always at hand above, the screen in the middle.

import { useWords, type Words } from '@huitong/words/react'
import { Grid } from 'antd'
import { memo } from 'react'
import { Link, useLocation } from 'react-router'
import { useSession } from '@/session/context'
import { ChosenStoreProvider } from '@/stores/chosen'
import { StoreSwitcher } from '@/stores/StoreSwitcher'
import { ProLayout } from '@/ui/pro'
import { Actions } from './Actions'
import { Content } from './Content'
import { MenuLink } from './MenuLink'
import { groupsFor, placeAt } from './navigation'
import { PLACES, type Place, type PlaceGroup } from './places'
import { useCommitted } from './useCommitted'
import { useReconnect } from './useReconnect'
import { useStartAtTop } from './useStartAtTop'

export function Frame() {
  const { t } = useWords()
  const pathname = useCommitted(useLocation().pathname)
  useReconnect()
  useStartAtTop()
  return (
    <ChosenStoreProvider>
      <a className="skip" href="#content">
        {t('nav.skip')}
      </a>
      <Around pathname={pathname} />
    </ChosenStoreProvider>
  )
}

/** What stands around a page. Apart, so that a click draws the page first and the layout after it. */
const Around = memo(function Around({ pathname }: { pathname: string }) {
  const { t } = useWords()
  const { permissions, brand } = useSession()
  const isPhone = !Grid.useBreakpoint().md
  const groups = groupsFor(PLACES, permissions)
  const places = groups.flatMap((group) => group.places)
  const path = placeAt(places, pathname)?.path ?? pathname
  return (
    <ProLayout
      layout="mix"
      fixSiderbar
      fixedHeader
      siderWidth={208}
      title={t('app.short')}
      location={{ pathname: path }}
      // By itself the layout takes the start of an address, such as /settings, for its place too.
      selectedKeys={[path]}
      menuDataRender={() => groups.map((group) => entryOf(group, t))}
      menuItemRender={({ path: to = '/' }, name) => (
        <MenuLink to={to} isChosen={to === path}>
          {name}
          <BadgeOf place={places.find((place) => place.path === to)} />
        </MenuLink>
      )}
      // The layout's own title would be a second h1 on every page.
      headerTitleRender={() => <Title name={brand.name} />}
      // On a phone the layout has its own place for the title, and no room for the store above.
      menuHeaderRender={isPhone ? () => <Title name={brand.name} /> : false}
      menuExtraRender={
        isPhone ? () => <StoreSwitcher style={{ width: '100%', marginBlock: 8 }} /> : false
      }
      collapsedButtonRender={false}
      actionsRender={() => <Actions />}
      pageTitleRender={false}
      breadcrumbRender={false}
      contentStyle={{ padding: 'clamp(12px, 2vw, 24px)' }}
    >
      <Content />
    </ProLayout>
  )
})

function BadgeOf({ place }: { place: Place | undefined }) {
  return place?.badge ? <place.badge /> : null
}

/** A group as the layout knows it; a single place is an entry without others below it. */
function entryOf({ word, icon, places }: PlaceGroup, t: Words['t']) {
  const [first, ...others] = places
  if (first && others.length === 0) return { path: first.path, name: t(first.word), icon }
  return {
    key: word,
    name: t(word),
    icon,
    children: places.map((place) => ({ path: place.path, name: t(place.word) })),
  }
}

function Title({ name }: { name: string }) {
  const { t } = useWords()
  return (
    <Link to="/" style={{ color: 'inherit', display: 'flex', alignItems: 'center', gap: 10 }}>
      <img src="/console/logo.svg" alt="" width={28} height={28} />
      <strong style={{ fontSize: 16, whiteSpace: 'nowrap' }}>
        {t('app.short')}
        <span className="wide-only"> · {name}</span>
      </strong>
    </Link>
  )
}
