// Barcodes as tags: a scanner types one and presses Enter, which makes it a tag and must not send
// the form.

import { useWords } from '@huitong/words/react'
import { Select } from 'antd'
import { tidyBarcodes } from './sku'

interface BarcodesInputProps {
  id?: string
  value?: string[]
  onChange?: (barcodes: string[]) => void
}

export function BarcodesInput({ value = [], onChange, ...rest }: BarcodesInputProps) {
  const { t } = useWords()
  return (
    <Select<string[]>
      {...rest}
      mode="tags"
      open={false}
      suffixIcon={null}
      tokenSeparators={[',', '，', ' ', '\n']}
      maxCount={20}
      placeholder={t('sku.barcodes_hint')}
      value={value}
      onChange={(barcodes) => onChange?.(tidyBarcodes(barcodes))}
    />
  )
}
