// The script of a page is loaded when a link to it is pointed at: from there to the click there is
// time enough for it.

import { type createBrowserRouter, matchRoutes } from 'react-router'

type Router = ReturnType<typeof createBrowserRouter>

/** Begins to load where links lead as soon as they are pointed at, touched or reached by a key. */
export function loadAhead(router: Router): void {
  let seen = ''
  const ahead = ({ target }: Event) => {
    const link = target instanceof Element ? target.closest('a') : null
    if (!link || link.href === seen || link.origin !== location.origin) return
    seen = link.href
    for (const { route } of matchRoutes(router.routes, link.pathname, router.basename) ?? []) {
      // What does not come is told by the click.
      if (typeof route.lazy === 'function') route.lazy().catch(() => {})
    }
  }
  for (const kind of ['pointerover', 'pointerdown', 'focusin']) addEventListener(kind, ahead)
}
