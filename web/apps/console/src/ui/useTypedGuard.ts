// A window with a form does not throw away what was typed: Esc, its cross, a click beside it or its
// button to cancel ask first, and so does the page when it is left under it. Where nothing was
// typed, nothing is asked.

import type { FormInstance } from 'antd'
import { useRef } from 'react'
import { hasTyped } from './typed'
import { useAskToDiscard } from './useAskToDiscard'
import { useUnsavedGuard } from './useUnsavedGuard'

interface TypedGuard {
  /**
   * Closes the window, after asking where something was typed. Not while the form is on its way:
   * it may happen all the same, so nothing could truthfully be said to be discarded, and a refusal
   * would have no window to be told in. The answer closes it, or opens the form again.
   */
  giveUp: () => void
  /** Sends the form; what is on its way holds nobody on the page, such as one that it leads to. */
  sending: <Out>(send: () => Promise<Out>) => Promise<Out>
}

/** `initial` are the values that the form began with. */
export function useTypedGuard<Values extends object>(
  form: FormInstance<Values>,
  initial: Partial<Values>,
  close: () => void,
): TypedGuard {
  const askToDiscard = useAskToDiscard()
  const isSending = useRef(false)
  const isTyped = () => {
    const touched = form.getFieldsValue({ filter: (meta) => meta?.touched === true })
    return hasTyped(touched, initial)
  }
  // The question may have been asked just before the form went on its way.
  const closeUnlessSending = () => {
    if (!isSending.current) close()
  }
  useUnsavedGuard(() => !isSending.current && isTyped())
  return {
    giveUp() {
      if (isTyped() && !isSending.current) askToDiscard(closeUnlessSending)
      else closeUnlessSending()
    },
    async sending(send) {
      isSending.current = true
      try {
        return await send()
      } finally {
        isSending.current = false
      }
    },
  }
}
