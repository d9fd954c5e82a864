// Light and dark. The primary colour is darker than antd's own: white text on it, and the colour
// as text, keep a contrast of 4.5:1.

import { theme as antdTheme, type ThemeConfig } from 'antd'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'

export interface Theme {
  isDark: boolean
  toggle: () => void
}

const KEPT_AS = 'huitong.theme'
const ThemeContext = createContext<Theme>({ isDark: false, toggle: () => {} })

/** Of the page, and of what is drawn on it. */
export const FONT =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Microsoft YaHei", ' +
  '"Noto Sans CJK SC", "Noto Sans SC", sans-serif'

export function ThemeChoice({ children }: { children: ReactNode }) {
  const [isDark, setDark] = useState(() => {
    const kept = localStorage.getItem(KEPT_AS)
    return kept ? kept === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  })
  useEffect(() => {
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light'
    document.body.style.background = isDark ? '#000' : '#f5f6f8'
  }, [isDark])
  const theme = useMemo<Theme>(
    () => ({
      isDark,
      toggle: () => {
        localStorage.setItem(KEPT_AS, isDark ? 'light' : 'dark')
        setDark(!isDark)
      },
    }),
    [isDark],
  )
  return <ThemeContext value={theme}>{children}</ThemeContext>
}

export function useTheme(): Theme {
  return useContext(ThemeContext)
}

/** Dark enough to be read as text, under the pointer too. */
const ON_LIGHT = {
  colorError: '#c5221f',
  colorLinkHover: '#0747b3',
  colorLinkActive: '#0747b3',
}

/** Light enough to be read as text; a button filled with the red has black text. */
const ON_DARK = {
  colorError: '#ff7875',
  colorLinkHover: '#8fc1f7',
  colorLinkActive: '#65a9f3',
}

const TABS_ON_DARK = {
  itemSelectedColor: '#65a9f3',
  itemHoverColor: '#65a9f3',
  itemActiveColor: '#65a9f3',
  inkBarColor: '#65a9f3',
}

/** Whatever moves is there at once, by the same steps: without any movement windows give the focus
 *  to their cross, and not to the field that asks for it. */
const AT_ONCE = {
  motionDurationFast: '1ms',
  motionDurationMid: '1ms',
  motionDurationSlow: '1ms',
}

/** What the values of each are called in styles: `heldStyles` keeps them all. */
export const THEMES = ['light', 'dark'].flatMap((name) => [nameOf(name, false), nameOf(name, true)])

function nameOf(name: string, isStill: boolean): string {
  return isStill ? `css-var-${name}-still` : `css-var-${name}`
}

/** `isStill`: for whoever asks their machine for less movement, nothing moves. */
export function antdThemeOf({ isDark }: Theme, isStill: boolean): ThemeConfig {
  const quiet = isDark ? 'rgb(255 255 255 / 68%)' : 'rgb(0 0 0 / 62%)'
  return {
    cssVar: { key: nameOf(isDark ? 'dark' : 'light', isStill) },
    algorithm: isDark ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      ...(isStill && AT_ONCE),
      colorPrimary: '#0958d9',
      colorInfo: '#0958d9',
      // Darker under the pointer, not lighter: white text must stay readable.
      colorPrimaryHover: isDark ? '#1668dc' : '#0747b3',
      colorLink: isDark ? '#65a9f3' : '#0958d9',
      // antd's own quiet text is too faint to read: 45 % of black on white is 3.5:1.
      colorTextDescription: quiet,
      colorTextTertiary: quiet,
      colorTextPlaceholder: isDark ? 'rgb(255 255 255 / 60%)' : 'rgb(0 0 0 / 58%)',
      ...(isDark ? ON_DARK : ON_LIGHT),
      borderRadius: 8,
      fontFamily: FONT,
    },
    // The primary colour is too dark as text on black.
    components: {
      // With the corners of the buttons a box to tick would look like one of a choice.
      Checkbox: { borderRadiusSM: 4 },
      ...(isDark && { Tabs: TABS_ON_DARK, Button: { dangerColor: '#000000' } }),
    },
  }
}
