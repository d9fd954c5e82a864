// One import, at the step where it was left: what the columns mean, what a dry run found, what
// went in. The address is enough to come back to it, on any machine.

import type { Import } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Card, Steps } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { Page } from '@/ui/Page'
import { StateTag } from '@/ui/StateTag'
import { Answered } from '@/ui/states'
import { CheckStep } from './CheckStep'
import { EnterStep } from './EnterStep'
import { ImportStateTag } from './ImportStateTag'
import { MappingStep } from './MappingStep'
import { canMap, STEPS, type Step, stepOf } from './progress'
import { useImport } from './queries'

export function ImportScreen() {
  const { importId = '' } = useParams()
  const found = useImport(importId)
  return <Answered query={found}>{(known) => <ImportPage key={importId} of={known} />}</Answered>
}

function ImportPage({ of }: { of: Import }) {
  const { t, code } = useWords()
  const navigate = useNavigate()
  // Stays until the person goes on, also when somebody else was faster: that is told in the form.
  const [isMapping, setMapping] = useState(stepOf(of) === 'map')
  const step = isMapping && canMap(of) ? 'map' : stepOf(of)
  const head = useFocusOnChange(step)
  const beside = (
    <>
      {of.kind && <StateTag tone="plain">{code('import_kind', of.kind)}</StateTag>}
      <ImportStateTag of={of} />
    </>
  )
  const acts = <Button onClick={() => navigate('/imports')}>{t('import.other_file')}</Button>
  return (
    <Page title={of.file_name} beside={beside} acts={acts}>
      <Card size="small" ref={head} tabIndex={-1} style={{ outline: 'none', scrollMarginTop: 72 }}>
        <Way step={step} isStopped={of.state === 'stopped'} />
      </Card>
      {step === 'map' && <MappingStep of={of} tried={() => setMapping(false)} />}
      {step === 'check' && <CheckStep of={of} remap={() => setMapping(true)} />}
      {step === 'enter' && <EnterStep of={of} />}
    </Page>
  )
}

/** Whoever pressed a button that is gone with its step reads on from the top of the next. */
function useFocusOnChange(step: Step) {
  const head = useRef<HTMLDivElement>(null)
  const before = useRef(step)
  useEffect(() => {
    if (before.current !== step) head.current?.focus()
    before.current = step
  }, [step])
  return head
}

function Way({ step, isStopped }: { step: Step; isStopped: boolean }) {
  const { t } = useWords()
  return (
    <Steps
      size="small"
      aria-label={t('import.steps')}
      current={STEPS.indexOf(step)}
      status={isStopped ? 'error' : 'process'}
      items={STEPS.map((one) => ({ title: t(`import.step_${one}`) }))}
    />
  )
}
