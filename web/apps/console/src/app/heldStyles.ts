// antd works out the styles of a component when the first of its kind is shown and forgets them with
// the last, and for each page it looks for every one of them in the head of the document. Here they
// are kept, and what stands in the document is not looked for again. Values of a theme are kept only
// below a name that is that theme's own: below another they would outlive it.

import { createCache } from '@ant-design/cssinjs'

type Content = unknown[]

/** What is kept, by how its address begins: where its text stands, and where the theme's name. */
const KEPT = [
  // As a style that came with a file: nobody needs to put it anywhere.
  { begins: 'style%', text: 0, standing: '_FILE_STYLE__', name: undefined },
  { begins: 'cssVar%', text: 1, standing: '', name: 3 },
  { begins: 'token%', text: 3, standing: '', name: 4 },
] as const

/** A cache in which what is kept is held once more than it is used. */
export function heldStyles(themes: readonly string[]) {
  const cache = createCache()
  const update = cache.opUpdate.bind(cache)
  cache.opUpdate = (path, change) =>
    update(path, (known) => {
      const changed = change(known)
      const kind = KEPT.find(({ begins }) => path.startsWith(begins))
      if (!changed || !kind) return changed
      const [uses, content]: [number, Content] = changed
      if (kind.name !== undefined && !themes.includes(String(content[kind.name]))) return changed
      if (!known) return [uses + 1, content]
      // Whoever comes into the page, and is counted, has put the text into the document.
      return uses > known[0] ? [uses, content.with(kind.text, kind.standing)] : changed
    })
  return cache
}
