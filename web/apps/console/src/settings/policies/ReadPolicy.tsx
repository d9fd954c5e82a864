// A text as it was published, in both languages, and every version before it.

import { useWords } from '@huitong/words/react'
import { Flex, Select, Tabs, Typography } from 'antd'
import { useState } from 'react'
import { useStoreTime } from '@/stores/time'
import { Window } from '@/ui/Window'
import type { PurposeTexts } from './versions'

export function ReadPolicy({ texts, close }: { texts: PurposeTexts; close: () => void }) {
  const { t, code } = useWords()
  const time = useStoreTime()
  const [version, setVersion] = useState(texts.versions[0]?.version)
  const text = texts.versions.find((one) => one.version === version)
  return (
    <Window
      width={720}
      title={code('purpose', texts.purpose)}
      footer={null}
      onCancel={close}
      destroyOnHidden
    >
      <Flex vertical gap={12}>
        <Select
          aria-label={t('policy.choose_version')}
          value={version}
          onChange={setVersion}
          style={{ maxWidth: 320 }}
          options={texts.versions.map((one) => ({
            value: one.version,
            label: `${t('policy.version', { version: one.version })} · ${time(one.published_at)}`,
          }))}
        />
        {text && (
          <>
            <Tabs
              items={[
                { key: 'zh', label: t('policy.zh'), children: <Text>{text.zh}</Text> },
                { key: 'en', label: t('policy.en'), children: <Text>{text.en}</Text> },
              ]}
            />
            <span className="quiet">
              {t('policy.hash')}{' '}
              <Typography.Text copyable={{ text: text.hash }} className="num">
                {text.hash.slice(0, 16)}…
              </Typography.Text>
            </span>
          </>
        )}
      </Flex>
    </Window>
  )
}

/** Scrolls by itself, by keyboard too. */
function Text({ children }: { children: string }) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      style={{ maxHeight: '50vh', overflowY: 'auto', whiteSpace: 'pre-wrap' }}
    >
      {children}
    </section>
  )
}
