// The one question before something unsaved is lost, by whichever way.

import { useWords } from '@huitong/words/react'
import { App } from 'antd'
import { useEffect, useRef } from 'react'

interface Said {
  title: string
  hint: string
  yes: string
}

/** The question is gone with whoever asked it: what was sent meanwhile cannot be discarded. */
export function useAskToDiscard(said?: Said) {
  const { t } = useWords()
  const { modal } = App.useApp()
  const asked = useRef<{ destroy: () => void }>(undefined)
  useEffect(() => () => asked.current?.destroy(), [])
  return (discard: () => void, stay?: () => void) => {
    asked.current?.destroy()
    asked.current = modal.confirm({
      title: said?.title ?? t('discard.title'),
      content: said?.hint ?? t('discard.hint'),
      okText: said?.yes ?? t('discard.yes'),
      cancelText: t('discard.no'),
      okButtonProps: { danger: true },
      // Whoever presses Enter unseeing loses nothing.
      focusable: { autoFocusButton: 'cancel' },
      onOk: discard,
      ...(stay ? { onCancel: stay } : {}),
    })
  }
}
