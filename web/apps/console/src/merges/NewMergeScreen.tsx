// Two members are chosen and compared side by side, before one is merged into the other. Who they
// are stands in the address.

import { SwapOutlined } from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { Button, Card, Flex, Form } from 'antd'
import { useSearchParams } from 'react-router'
import { MemberSelect } from '@/members/MemberSelect'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { Comparison } from './Comparison'

export function NewMergeScreen() {
  const { t } = useWords()
  const [search, setSearch] = useSearchParams()
  const survivorId = search.get('survivor_id') ?? ''
  const absorbedId = search.get('absorbed_id') ?? ''

  function choose(survivor_id: string, absorbed_id: string) {
    const ids = Object.entries({ survivor_id, absorbed_id }).filter(([, id]) => id !== '')
    setSearch(new URLSearchParams(ids), { replace: true })
  }

  return (
    <Page title={t('merge.start')}>
      <Card size="small">
        <Form layout="vertical" name="merge_pick">
          <Flex gap={12} align="center" wrap>
            <Form.Item
              label={t('merge.survivor')}
              htmlFor="merge_survivor"
              style={{ flex: '1 1 260px', minWidth: 0, margin: 0 }}
            >
              <MemberSelect
                id="merge_survivor"
                allowClear
                value={survivorId || undefined}
                onChange={(id = '') => choose(id, absorbedId)}
              />
            </Form.Item>
            <Button
              icon={<SwapOutlined />}
              aria-label={t('merge.swap')}
              disabled={!survivorId && !absorbedId}
              onClick={() => choose(absorbedId, survivorId)}
              style={{ alignSelf: 'end' }}
            />
            <Form.Item
              label={t('merge.absorbed')}
              htmlFor="merge_absorbed"
              style={{ flex: '1 1 260px', minWidth: 0, margin: 0 }}
            >
              <MemberSelect
                id="merge_absorbed"
                allowClear
                value={absorbedId || undefined}
                onChange={(id = '') => choose(survivorId, id)}
              />
            </Form.Item>
          </Flex>
        </Form>
      </Card>
      {survivorId && absorbedId ? (
        <Comparison
          key={`${survivorId} ${absorbedId}`}
          survivorId={survivorId}
          absorbedId={absorbedId}
        />
      ) : (
        <Card size="small">
          <EmptyState text={t('merge.choose_both')} hint={t('merge.choose_both_hint')} />
        </Card>
      )}
    </Page>
  )
}
