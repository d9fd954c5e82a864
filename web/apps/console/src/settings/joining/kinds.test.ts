import { expect, test } from 'vitest'
import { isTarget, targetStart } from './kinds'

test('only the kinds that lead on to WeChat have an address of their own', () => {
  expect(targetStart('web')).toBeUndefined()
  expect(targetStart('wechat_code')).toBeUndefined()
  expect(isTarget('wechat_link', 'https://wxaurl.cn/abc')).toBe(true)
  expect(isTarget('wechat_link', 'https://wxaurl.cn/')).toBe(false)
  expect(isTarget('wechat_link', 'https://example.com/')).toBe(false)
  expect(isTarget('wechat_tag', 'weixin://dl/business/?t=x')).toBe(true)
})
