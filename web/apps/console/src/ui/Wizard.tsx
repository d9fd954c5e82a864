// Something made step by step, with a summary before it is done.

import { useWords } from '@huitong/words/react'
import { Alert, Button, Card, Flex, Form, Steps } from 'antd'
import type { ReactNode } from 'react'
import { Refusal } from './Refusal'
import { Summary, type SummaryItems } from './Summary'
import { useWizard, type WizardCourse } from './useWizard'
import './patterns.css'

export interface WizardStep<Values> {
  key: string
  title: string
  /** The names of its fields, so that a refusal leads back to them. */
  fields: readonly (keyof Values & string)[]
  content: ReactNode
}

interface WizardProps<Values extends object, Out>
  extends Omit<WizardCourse<Values, Out>, 'stepFields'> {
  steps: readonly WizardStep<Values>[]
  /** What is shown before it is done. */
  summary: (values: Values) => SummaryItems
  submitText: string
}

export function Wizard<Values extends object, Out = unknown>(props: WizardProps<Values, Out>) {
  const { t } = useWords()
  const { steps } = props
  const wizard = useWizard<Values, Out>({
    ...props,
    stepFields: steps.map(({ fields }) => fields),
  })
  const titles = [...steps.map(({ title }) => title), t('wizard.summary')]
  const submit = () => void (wizard.isSummary ? wizard.finish() : wizard.next())
  return (
    <Card size="small">
      <Flex vertical gap={24}>
        <Steps
          size="small"
          current={wizard.step}
          items={titles.map((title) => ({ title }))}
          aria-label={t('wizard.step', { step: wizard.step + 1, count: titles.length })}
        />
        <Form<Values>
          form={wizard.form}
          name={props.name}
          className="fields"
          layout="vertical"
          initialValues={wizard.initialValues}
          onValuesChange={wizard.keepDraft}
          onFinish={submit}
          scrollToFirstError
        >
          {wizard.isRestored && (
            <Alert
              type="info"
              showIcon
              style={{ marginBottom: 16 }}
              title={t('edit.draft_restored')}
              action={<Button onClick={wizard.discard}>{t('edit.draft_discard')}</Button>}
            />
          )}
          {wizard.refusal && <Refusal text={wizard.refusal} />}
          {wizard.isSummary ? (
            <Summary items={props.summary(wizard.values())} />
          ) : (
            steps[wizard.step]?.content
          )}
          <Flex gap={8} style={{ marginTop: 16 }}>
            {wizard.step > 0 && <Button onClick={wizard.back}>{t('act.back')}</Button>}
            <Button type="primary" htmlType="submit" loading={wizard.isSending}>
              {wizard.isSummary ? props.submitText : t('act.next')}
            </Button>
          </Flex>
        </Form>
      </Flex>
    </Card>
  )
}
