// Pasting a list of numbers: who they are is looked up before anything is given out, and those whom
// nobody knows are told, to be mended or left out.

import { api, type Member, newKey } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Alert, Button, Flex, Input, Progress, Typography } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { nameOf } from '@/members/names'
import { answer, under } from '@/ui/answer'
import { Table } from '@/ui/Table'
import { type LookedUp, lookUp, PASTED_MAX, splitPasted } from './pasted'

type Found = Pick<Member, 'id' | 'name' | 'state' | 'member_no'>

interface PastedMembersProps {
  id?: string
  /** The members that were found; nothing before they are looked up. */
  value?: string[]
  onChange?: (members: string[] | undefined) => void
}

async function resolve(text: string): Promise<Found> {
  const params = { header: under(newKey()) }
  const call = api.POST('/api/v1/members/resolve', { params, body: { text: text.slice(0, 512) } })
  return (await answer(call)).member
}

export function PastedMembers({ id, onChange }: PastedMembersProps) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const [done, setDone] = useState<number>()
  const [told, setTold] = useState<LookedUp<Found>>()
  /** Which text is looked up; an answer about an older one is dropped. */
  const asked = useRef<string>(undefined)
  useEffect(
    () => () => {
      asked.current = undefined
    },
    [],
  )
  const numbers = splitPasted(text)
  const isTooMany = numbers.length > PASTED_MAX

  async function look() {
    asked.current = text
    setDone(0)
    const isStill = () => asked.current === text
    const looked = await lookUp(numbers, resolve, (count) => isStill() && setDone(count))
    if (!isStill()) return
    setDone(undefined)
    setTold(looked)
    onChange?.(looked.found.length > 0 ? looked.found.map((member) => member.id) : undefined)
  }

  function type(next: string) {
    asked.current = undefined
    setText(next)
    setDone(undefined)
    setTold(undefined)
    onChange?.(undefined)
  }

  return (
    <Flex vertical gap={8}>
      <Input.TextArea
        {...(id ? { id } : {})}
        value={text}
        rows={4}
        placeholder={t('issue.paste_hint')}
        onChange={({ target }) => type(target.value)}
      />
      <Flex gap={8} align="center" wrap>
        <Button
          disabled={numbers.length === 0 || isTooMany}
          loading={done !== undefined}
          onClick={() => void look()}
        >
          {t('issue.look_up', { count: formatCount(numbers.length) })}
        </Button>
        {isTooMany && (
          <span className="owed">{t('issue.too_many', { max: formatCount(PASTED_MAX) })}</span>
        )}
      </Flex>
      {done !== undefined && (
        <Progress
          aria-label={t('issue.looking_up')}
          percent={Math.floor((100 * done) / numbers.length)}
          size="small"
        />
      )}
      {told && <Told told={told} />}
    </Flex>
  )
}

function Told({ told: { found, missing, failed } }: { told: LookedUp<Found> }) {
  const words = useWords()
  const { t } = words
  return (
    <Flex vertical gap={8} aria-live="polite">
      <strong>{t('issue.found', { count: formatCount(found.length) })}</strong>
      {found.length > 0 && (
        <Table<Found>
          size="small"
          rowKey="id"
          dataSource={found}
          scroll={{ x: 'max-content' }}
          pagination={{
            pageSize: 5,
            hideOnSinglePage: true,
            showSizeChanger: false,
            size: 'small',
          }}
          columns={[
            {
              key: 'no',
              title: t('issue.member_no'),
              render: (_, { member_no }) => <span className="num">{member_no}</span>,
            },
            { key: 'name', title: t('word.member'), render: (_, member) => nameOf(words, member) },
          ]}
        />
      )}
      {missing.length > 0 && <Numbers type="warning" title="issue.missing" numbers={missing} />}
      {failed.length > 0 && <Numbers type="error" title="issue.not_looked_up" numbers={failed} />}
    </Flex>
  )
}

interface NumbersProps {
  type: 'warning' | 'error'
  title: 'issue.missing' | 'issue.not_looked_up'
  numbers: readonly string[]
}

/** Can be copied, to be mended where the list came from. */
function Numbers({ type, title, numbers }: NumbersProps) {
  const { t } = useWords()
  const all = numbers.join('\n')
  return (
    <Alert
      type={type}
      showIcon
      title={t(title, { count: formatCount(numbers.length) })}
      description={
        <Typography.Paragraph
          className="num"
          copyable={{ text: all }}
          style={{ maxHeight: 120, overflowY: 'auto', whiteSpace: 'pre-wrap', marginBottom: 0 }}
        >
          {numbers.join('  ')}
        </Typography.Paragraph>
      }
    />
  )
}
