import { expect, test } from 'vitest'
import { clientName } from './client'

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)'

test('browsers are told with their system', () => {
  const table: [string, string | undefined][] = [
    [`${WINDOWS} Chrome/128.0.0.0 Safari/537.36`, 'Chrome 128 · Windows'],
    [`${WINDOWS} Chrome/128.0.0.0 Safari/537.36 Edg/127.0.1`, 'Edge 127 · Windows'],
    [
      'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0',
      'Firefox 130 · Linux',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) AppleWebKit/605.1 Version/17.1 Safari/605.1',
      'Safari 17 · macOS',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) MicroMessenger/8.0.49',
      '微信 8.0.49 · iOS',
    ],
    ['curl/8.5.0', 'curl 8'],
    ['huitong-pos/2 (till)', 'huitong-pos/2'],
    ['', undefined],
  ]
  for (const [agent, name] of table) expect(clientName(agent), agent).toBe(name)
})
