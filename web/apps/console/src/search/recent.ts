// What the person opened from the search box lately. Kept for the tab only: there are names in it.

import { useState } from 'react'
import { useSession } from '@/session/context'
import { keep, readKept } from '@/ui/kept'
import { type Found, remember } from './finding'

export function useRecent(): { recent: readonly Found[]; opened: (one: Found) => void } {
  const { staff } = useSession()
  const keptAs = `search.${staff.id}`
  const [recent, setRecent] = useState(() => readRecent(readKept(sessionStorage, keptAs)))
  const opened = (one: Found) => {
    const next = remember(recent, one)
    keep(sessionStorage, keptAs, next)
    setRecent(next)
  }
  return { recent, opened }
}

function readRecent(kept: unknown): readonly Found[] {
  return Array.isArray(kept) ? (kept as Found[]) : []
}
