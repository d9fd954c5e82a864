// 发布: asked for with a reason, after being told what the check found. It forbids nothing.

import type { OfferDetail, OfferPublished } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Flex, Spin } from 'antd'
import { useSearchParams } from 'react-router'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { sayError } from '@/ui/problems'
import { sayFinding, warningsIn } from './check/findings'
import { useOfferCheck } from './check/queries'
import { usePublishOffer } from './queries'

interface PublishOfferProps {
  offer: Pick<OfferDetail, 'id' | 'edit'>
  close: () => void
}

export function PublishOffer({ offer, close }: PublishOfferProps) {
  const { t } = useWords()
  const { id, edit } = offer
  const publish = usePublishOffer(id)
  return (
    <ConfirmAct<OfferPublished>
      name="publish_offer"
      title={t('offer.publish')}
      text={
        <Flex vertical gap={12}>
          <span>{t('offer.publish_means')}</span>
          <Checked offer={offer} close={close} />
        </Flex>
      }
      submitText={t('offer.publish')}
      doneText={({ approval }) => t(approval ? 'offer.publish_waits' : 'offer.published')}
      needsReason
      close={close}
      act={(reason) => publish.mutateAsync({ edit, reason })}
    />
  )
}

/** What was found, by its titles; the whole of it stands in the tab below the window. */
function Checked({ offer, close }: PublishOfferProps) {
  const words = useWords()
  const { t } = words
  const [search, setSearch] = useSearchParams()
  const { data, error } = useOfferCheck(offer.id, offer.edit)
  if (error) {
    return (
      <Alert type="info" showIcon title={t('check.failed')} description={sayError(words, error)} />
    )
  }
  if (!data) {
    return (
      <span className="quiet" role="status">
        <Spin size="small" /> {t('check.running')}
      </span>
    )
  }
  const warnings = warningsIn(data.findings)
  // Each kind once: there may be one for each of many other offers.
  const titles = [...new Set(data.findings.map((finding) => sayFinding(words, finding).title))]
  const look = () => {
    const next = new URLSearchParams(search)
    next.set('tab', 'check')
    setSearch(next, { replace: true })
    close()
  }
  if (titles.length === 0) return <Alert type="success" showIcon title={t('check.nothing')} />
  return (
    <Alert
      type={warnings > 0 ? 'warning' : 'info'}
      showIcon
      title={
        warnings > 0
          ? t('check.warnings', { count: warnings })
          : t('check.notes', { count: titles.length })
      }
      description={
        <Flex vertical gap={4}>
          <span>{titles.join(t('word.list_comma'))}</span>
          <button type="button" className="offer-link" onClick={look}>
            {t('check.look')}
          </button>
        </Flex>
      }
    />
  )
}
