// Codes of stores, regions, tills, goods and SKUs are typed, scanned, put in files and printed:
// visible ASCII.

import { useWords } from '@huitong/words/react'

export function useCodeRules() {
  const { t } = useWords()
  return [
    { required: true, message: t('form.required') },
    { pattern: /^[\x21-\x7e]+$/, message: t('form.code_wrong') },
  ]
}
