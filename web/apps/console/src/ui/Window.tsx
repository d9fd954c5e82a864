// A window over the page: the library's, after which the focus is where it was.

import { Modal, type ModalProps } from 'antd'
import { useFocusBack } from './focusBack'

/** Rendered only while it is open. */
export function Window(props: ModalProps) {
  useFocusBack()
  return <Modal open {...props} />
}
