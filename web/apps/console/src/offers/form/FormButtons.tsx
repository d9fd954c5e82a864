// On, back, and the draft saved from any step: whoever changes one number need not go through all.

import { useWords } from '@huitong/words/react'
import { Button, Flex } from 'antd'
import type { useSteps } from './useSteps'

interface FormButtonsProps {
  steps: ReturnType<typeof useSteps>
  isSaving: boolean
  save: (thenCheck: boolean) => void
  discard: () => void
}

export function FormButtons({ steps, isSaving, save, discard }: FormButtonsProps) {
  const { t } = useWords()
  return (
    <Flex gap={8} wrap>
      {!steps.isFirst && <Button onClick={steps.back}>{t('act.back')}</Button>}
      <Button type="primary" htmlType="submit" loading={isSaving && steps.isLast}>
        {t(steps.isLast ? 'offer_form.save_check' : 'act.next')}
      </Button>
      <Button loading={isSaving && !steps.isLast} onClick={() => save(false)}>
        {t('offer_form.save')}
      </Button>
      <Button onClick={discard} style={{ marginInlineStart: 'auto' }}>
        {t('act.discard')}
      </Button>
    </Flex>
  )
}
