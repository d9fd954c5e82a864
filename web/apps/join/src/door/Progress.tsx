// How far somebody is: three bars for the eye, one sentence for the ear.

import { useWords } from '@huitong/words/react'

const STEPS = [1, 2, 3]

export function Progress({ step }: { step: number }) {
  const { t } = useWords()
  return (
    <>
      <p className="unseen">{t('join.step', { step, steps: STEPS.length })}</p>
      <ol className="steps" aria-hidden="true">
        {STEPS.map((one) => (
          <li key={one} className={one <= step ? 'done' : undefined} />
        ))}
      </ol>
    </>
  )
}
