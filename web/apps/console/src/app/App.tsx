// What stands around every screen: words, colours, kept answers, routes.

import { StyleProvider } from '@ant-design/cssinjs'
import { useWords, WordsProvider } from '@huitong/words/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { App as AntdApp, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/en-gb'
import 'dayjs/locale/zh-cn'
import { useEffect } from 'react'
import { RouterProvider } from 'react-router'
import { ProConfigProvider } from '@/ui/pro'
import { useMedia } from '@/ui/useMedia'
import { loadAhead } from './ahead'
import { heldStyles } from './heldStyles'
import { queryClient } from './queryClient'
import { router } from './routes'
import { antdThemeOf, THEMES, ThemeChoice, useTheme } from './theme'

loadAhead(router)
const styles = heldStyles(THEMES)

export function App() {
  return (
    <WordsProvider>
      <ThemeChoice>
        <QueryClientProvider client={queryClient}>
          <StyleProvider cache={styles}>
            <Styled />
          </StyleProvider>
        </QueryClientProvider>
      </ThemeChoice>
    </WordsProvider>
  )
}

function Styled() {
  const { lang } = useWords()
  const theme = useTheme()
  const isStill = useMedia('(prefers-reduced-motion: reduce)')
  useEffect(() => {
    dayjs.locale(lang === 'zh' ? 'zh-cn' : 'en-gb')
  }, [lang])
  return (
    <ConfigProvider
      locale={lang === 'zh' ? zhCN : enUS}
      theme={antdThemeOf(theme, isStill)}
      button={{ autoInsertSpace: false }}
    >
      <ProConfigProvider dark={theme.isDark}>
        <AntdApp style={{ height: '100%' }}>
          <RouterProvider router={router} />
        </AntdApp>
      </ProConfigProvider>
    </ConfigProvider>
  )
}
