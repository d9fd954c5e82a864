// One act of a form: busy while it runs, and what went wrong as a sentence.

import { useWords } from '@huitong/words/react'
import { useRef, useState } from 'react'
import { sayError } from './sentences'

export function useAct() {
  const words = useWords()
  const [isBusy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string>()
  // State comes a moment late for a second tap.
  const running = useRef(false)

  async function run(act: () => Promise<void>): Promise<void> {
    if (running.current) return
    running.current = true
    setBusy(true)
    setWrong(undefined)
    try {
      await act()
    } catch (error) {
      setWrong(sayError(words, error))
    } finally {
      running.current = false
      setBusy(false)
    }
  }

  return { isBusy, wrong, setWrong, run }
}
