// A field for the scanner and for people. A scanner types a number and presses Enter: the field is
// empty again at once and the number is looked up meanwhile. People type a part of a name and
// choose from what was found, with ↑ ↓ and Enter.

import { ScanOutlined } from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { App, Input, type InputRef } from 'antd'
import {
  type Dispatch,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  type SetStateAction,
  useId,
  useState,
} from 'react'
import { sayError } from '@/ui/problems'
import { FoundList } from './FoundList'
import { isScan, step } from './scanning'
import './scan.css'

interface ScanFieldProps<Row> {
  ref?: Ref<InputRef>
  label: string
  hint: string
  text: string
  setText: Dispatch<SetStateAction<string>>
  /** What was found for the text so far. */
  found: readonly Row[]
  rowKey: (row: Row) => string
  line: (row: Row) => ReactNode
  /** Whoever or whatever an exact number stands for; several for a part of a name. */
  look: (text: string) => Promise<readonly Row[]>
  pick: (row: Row) => void
  isDisabled?: boolean
}

export function ScanField<Row>(props: ScanFieldProps<Row>) {
  const words = useWords()
  const { message } = App.useApp()
  const { text, setText, pick } = props
  const listId = useId()
  // Nothing is chosen until somebody moves: Enter then looks the text up.
  const [at, setAt] = useState(-1)
  const [isOpen, setOpen] = useState(false)
  const rows = isOpen && text !== '' ? props.found : []

  function take(row: Row) {
    pick(row)
    setText('')
    close()
  }

  function close() {
    setAt(-1)
    setOpen(false)
  }

  /** What was typed meanwhile is left as it is. */
  async function lookUp(typed: string): Promise<void> {
    const giveBack = () => setText((now) => (now === '' ? typed : now))
    if (isScan(typed)) setText('')
    try {
      const found = await props.look(typed)
      const [first] = found
      if (first === undefined) {
        message.warning(words.t('sale.not_found', { text: typed }))
        giveBack()
      } else if (found.length === 1) {
        pick(first)
        setText((now) => (now.trim() === typed ? '' : now))
        close()
      } else {
        giveBack()
        setAt(0)
        setOpen(true)
      }
    } catch (error) {
      message.error(sayError(words, error))
      giveBack()
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    // Enter that ends the input of a Chinese word chooses nothing.
    if (event.nativeEvent.isComposing) return
    const chosen = rows[at]
    if (event.key === 'ArrowDown') setAt(step(at, 1, rows.length))
    else if (event.key === 'ArrowUp') setAt(step(at, -1, rows.length))
    else if (event.key === 'Escape') setOpen(false)
    else if (event.key === 'Enter' && chosen !== undefined) take(chosen)
    else if (event.key === 'Enter' && text.trim() !== '') void lookUp(text.trim())
    else return
    event.preventDefault()
  }

  return (
    <div className="scan">
      <Input
        {...(props.ref ? { ref: props.ref } : {})}
        size="large"
        prefix={<ScanOutlined />}
        role="combobox"
        aria-label={props.label}
        aria-autocomplete="list"
        aria-expanded={rows.length > 0}
        {...(rows.length > 0 ? { 'aria-controls': listId } : {})}
        {...(rows[at] !== undefined ? { 'aria-activedescendant': `${listId}-${at}` } : {})}
        placeholder={props.hint}
        autoComplete="off"
        maxLength={120}
        disabled={props.isDisabled ?? false}
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          setAt(-1)
          setOpen(true)
        }}
        onBlur={() => setOpen(false)}
        onFocus={() => setOpen(true)}
        onKeyDown={onKeyDown}
      />
      {rows.length > 0 && (
        <FoundList
          id={listId}
          label={props.label}
          rows={rows}
          at={at}
          rowKey={props.rowKey}
          line={props.line}
          take={take}
        />
      )}
    </div>
  )
}
