// Files go up one after the other, each as an act of its own; one that is refused holds up none of
// the others.

import { useWords } from '@huitong/words/react'
import { useState } from 'react'
import { toKeep } from '@/imports/queries'
import { refusalOf, sayRefusal } from './picture'
import { useAddPicture } from './queries'

export interface Refused {
  /** A file may be chosen twice, so its name is no key. */
  key: number
  name: string
  reason: string
}

export function useSendPictures(goodsId: string) {
  const words = useWords()
  const add = useAddPicture(goodsId)
  const [progress, setProgress] = useState<{ number: number; count: number }>()
  const [refused, setRefused] = useState<readonly Refused[]>([])

  async function reasonAgainst(file: File): Promise<string | undefined> {
    const known = refusalOf(words, file)
    if (known) return known
    try {
      await add.mutateAsync(toKeep(file))
      return undefined
    } catch (error) {
      return sayRefusal(words, error)
    }
  }

  async function send(files: readonly File[]) {
    setRefused([])
    for (const [index, file] of files.entries()) {
      setProgress({ number: index + 1, count: files.length })
      const reason = await reasonAgainst(file)
      if (reason) {
        setRefused((earlier) => [...earlier, { key: index, name: file.name, reason }])
      }
    }
    setProgress(undefined)
  }

  return { send, progress, refused }
}
