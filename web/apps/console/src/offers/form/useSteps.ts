// The course through the steps of one form. All steps are there all the time and one is shown, so
// that nothing typed is lost; one is led to whatever is wrong, also in a step that is not shown.

import { ProblemError } from '@huitong/api'
import type { FormInstance } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { fieldName } from '@/ui/problems'
import { firstStepOf, type Step, stepOf } from './steps'

type Name = (string | number)[]
type Wrong = { errorFields: { name: Name }[] }

export function useSteps<Values>(form: FormInstance<Values>, steps: readonly Step[]) {
  const [step, setStep] = useState<Step>('what')
  const panel = useRef<HTMLDivElement>(null)
  const isBegun = useRef(false)
  const at = steps.indexOf(step)

  // What is shown anew is where the keyboard goes on: at its first wrong field, if it has one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a step that is shown anew.
  useEffect(() => {
    if (!isBegun.current) {
      isBegun.current = true
      return
    }
    const wrong = form
      .getFieldsError()
      .find(({ name, errors }) => errors.length > 0 && stepOf(name) === step)
    if (wrong) form.scrollToField(wrong.name as never, { block: 'center', focus: true })
    else {
      panel.current?.focus({ preventScroll: true })
      panel.current?.scrollIntoView({ block: 'start' })
    }
  }, [step])

  function lead(names: readonly Name[]): boolean {
    const first = firstStepOf(steps, names)
    if (!first) return false
    if (first !== step) setStep(first)
    const here = names.find((name) => stepOf(name) === first)
    if (here && first === step) {
      form.scrollToField(here as never, { block: 'center', focus: true })
    }
    return true
  }

  const next = () => setStep(steps[Math.min(at + 1, steps.length - 1)] ?? step)

  return {
    step,
    panel,
    isLast: at === steps.length - 1,
    isFirst: step === 'what',
    go: setStep,
    next,
    back: () => setStep(steps[Math.max(at - 1, 1)] ?? step),
    /** Somebody wants to go on: what is wrong in later steps is for later. */
    failed: ({ errorFields }: Wrong) => {
      const names = errorFields.map(({ name }) => name)
      const isLater = (name: Name) => steps.indexOf(stepOf(name)) > at
      form.setFields(names.filter(isLater).map((name) => ({ name, errors: [] })) as never)
      if (!lead(names.filter((name) => !isLater(name)))) next()
    },
    /** All that is wrong, before it is saved. */
    lead: ({ errorFields }: Wrong) => lead(errorFields.map(({ name }) => name)),
    /** The step of what the server refused. */
    refused: (error: unknown) => {
      if (!(error instanceof ProblemError)) return
      const first = firstStepOf(
        steps,
        error.fields.map(({ pointer }) => fieldName(pointer)),
      )
      if (first) setStep(first)
    },
  }
}
