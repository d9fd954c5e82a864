// A form that holds something unsaved says so; the page then asks before it is left.

import { useWords } from '@huitong/words/react'
import { App } from 'antd'
import { useEffect, useEffectEvent } from 'react'
import { unsavedForms } from './unsaved'

/** `left` is told when the person leaves all the same, such as to forget the draft. */
export function useUnsavedGuard(isDirty: () => boolean, left: () => void = () => {}): void {
  const ask = useEffectEvent(isDirty)
  const tell = useEffectEvent(left)
  useEffect(() => unsavedForms.add({ isDirty: () => ask(), left: () => tell() }), [])
}

/** Asks whether unsaved changes may be lost. */
export function useAskToLeave() {
  const { t } = useWords()
  const { modal } = App.useApp()
  return (leave: () => void, stay?: () => void) => {
    modal.confirm({
      title: t('edit.unsaved'),
      content: t('edit.unsaved_hint'),
      okText: t('act.leave'),
      cancelText: t('act.stay'),
      okButtonProps: { danger: true },
      onOk: leave,
      ...(stay ? { onCancel: stay } : {}),
    })
  }
}
