// The two switches that stand on every page, log-in included: language, and light or dark.

import { MoonOutlined, SunOutlined } from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { App, Button } from 'antd'
import { useTheme } from '@/app/theme'

/** To the other language; the one that is shown stays, and says so, where its words do not come. */
export function useSwitchLang(): () => Promise<void> {
  const { t, lang, setLang } = useWords()
  const { message } = App.useApp()
  return async () => {
    if (!(await setLang(lang === 'zh' ? 'en' : 'zh'))) message.error(t('lang.failed'))
  }
}

export function LangSwitch() {
  const { lang } = useWords()
  const switchLang = useSwitchLang()
  return (
    <Button type="text" lang={lang === 'zh' ? 'en' : 'zh-CN'} onClick={() => void switchLang()}>
      {lang === 'zh' ? 'English' : '中文'}
    </Button>
  )
}

export function ThemeSwitch() {
  const { t } = useWords()
  const { isDark, toggle } = useTheme()
  return (
    <Button
      type="text"
      aria-label={t(isDark ? 'theme.to_light' : 'theme.to_dark')}
      icon={isDark ? <SunOutlined /> : <MoonOutlined />}
      onClick={toggle}
    />
  )
}
