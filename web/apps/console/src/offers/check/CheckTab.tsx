// 冲突与亏损检查: what was found in the draft, or in what holds, the gravest first. Nothing of it
// forbids to publish.

import type { OfferCheck, OfferDetail } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Alert, Button, Flex } from 'antd'
import { Answered } from '@/ui/states'
import { Finding } from './Finding'
import { useOfferCheck } from './queries'

export function CheckTab({ offer }: { offer: Pick<OfferDetail, 'id' | 'edit'> }) {
  const { t } = useWords()
  const check = useOfferCheck(offer.id, offer.edit)
  return (
    <Flex vertical gap={16}>
      <Flex gap={8} align="center" justify="space-between" wrap>
        <span className="quiet">{t('check.hint')}</span>
        <Button size="small" loading={check.isFetching} onClick={() => void check.refetch()}>
          {t('check.again')}
        </Button>
      </Flex>
      <Answered query={check}>{(found) => <Found check={found} />}</Answered>
    </Flex>
  )
}

function Found({ check }: { check: OfferCheck }) {
  const { t, lang } = useWords()
  // Chinese sentences follow each other without a space.
  const gap = lang === 'zh' ? '' : ' '
  const { is_draft, skus, skus_with_cost, findings } = check
  return (
    <Flex vertical gap={12}>
      <span>
        {t(is_draft ? 'check.of_draft' : 'check.of_what_holds')}
        {gap}
        {t('check.scope', { skus: formatCount(skus), known: formatCount(skus_with_cost) })}
        {skus > skus_with_cost && (
          <span className="quiet">
            {gap}
            {t('check.unknown_cost', { count: formatCount(skus - skus_with_cost) })}
          </span>
        )}
      </span>
      {findings.length === 0 ? (
        <Alert
          type="success"
          showIcon
          title={t('check.nothing')}
          description={t('check.nothing_hint')}
        />
      ) : (
        findings.map((finding) => (
          <Finding
            key={`${finding.code} ${finding.nobody ?? ''} ${finding.offers.join(' ')}`}
            finding={finding}
          />
        ))
      )}
    </Flex>
  )
}
