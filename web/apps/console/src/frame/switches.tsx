// The two switches that stand on every page, log-in included: language, and light or dark.

import { MoonOutlined, SunOutlined } from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import { useTheme } from '@/app/theme'

export function LangSwitch() {
  const { lang, setLang } = useWords()
  return (
    <Button
      type="text"
      lang={lang === 'zh' ? 'en' : 'zh-CN'}
      onClick={() => setLang(lang === 'zh' ? 'en' : 'zh')}
    >
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
