// A guest's story on a phone: scan the code at the door of a store, prove the number with the digits
// that come by SMS, agree to what is asked, be a member; and come again too soon. The provider
// of SMS is a simulator, whose outbox stands for the phone.

import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import { BRAND, PASSWORD } from './log_in'
import { lookAt, watchLog } from './watch'

const PROVIDER = process.env.HUITONG_E2E_SMS ?? 'http://127.0.0.1:18090'
const LOG_IN = { brand: BRAND, login: 'owner', password: PASSWORD }

interface Sent {
  phone: string
  values: string[]
}

let next = 0

/** A key that no other act of this run has. */
function act(): { headers: Record<string, string> } {
  next += 1
  return { headers: { 'Idempotency-Key': `join-story-${Date.now()}-${next}` } }
}

/** Sets up SMS and the texts, as head office would, and hangs up a code in a store. */
async function hangUpCode(api: APIRequestContext): Promise<string> {
  expect((await api.post('/api/v1/session', { data: LOG_IN })).ok()).toBe(true)
  const settings = await api.get('/api/v1/sms/settings')
  const saved = await api.put('/api/v1/sms/settings', {
    headers: { 'If-Match': settings.headers().etag ?? '' },
    data: {
      provider: 'aliyun',
      key_id: 'simulated-key',
      key_secret: 'simulated-secret',
      sign: '会通示范',
      templates: [
        {
          purpose: 'join_code',
          kind: 'code',
          template_id: 'SMS_1',
          text: '您的入会验证码是{code}，{minutes}分钟内有效。',
        },
      ],
    },
  })
  expect(saved.ok(), await saved.text()).toBe(true)
  const texts = {
    service: [
      '会员服务条款\n\n一、我们收集手机号，用于识别会员、累计积分与通知权益变动。\n二、您可随时查询、更正、导出或删除个人信息，也可注销会员。\n三、未经您同意，我们不会向第三方提供个人信息。',
      'Membership terms\n\n1. We keep your phone number to know you, to count your points and to tell you of changes.\n2. You may see, correct, export or erase your data and end the membership at any time.\n3. We pass nothing on without your consent.',
    ],
    marketing: [
      '我们会通过短信发送优惠与活动信息，每周不超过两条，回复R即可拒收。',
      'We send offers and news by SMS, two a week at most; answer R to stop.',
    ],
    profiling: [
      '我们会根据您的消费记录推荐商品，您可随时关闭。',
      'We recommend goods from what you buy; you may switch this off at any time.',
    ],
  }
  for (const [purpose, [zh, en]] of Object.entries(texts)) {
    const data = { purpose, zh, en }
    const published = await api.post('/api/v1/policies', { ...act(), data })
    expect(published.ok(), await published.text()).toBe(true)
  }
  const stores = await (await api.get('/api/v1/stores')).json()
  const data = { name: '门口', store_id: stores.items[0].id }
  const link = await api.post('/api/v1/joining-links', { ...act(), data })
  expect(link.ok(), await link.text()).toBe(true)
  return (await link.json()).path
}

/** The digits of the newest message to a number; it takes a moment to go out. */
async function readDigits(api: APIRequestContext, phone: string, count: number): Promise<string> {
  let digits = ''
  await expect
    .poll(async () => {
      const sent: Sent[] = await (await api.get(`${PROVIDER}/sent`)).json()
      const own = sent.filter((sms) => sms.phone === `+86${phone}`)
      digits = own.at(-1)?.values[0] ?? ''
      return own.length
    })
    .toBe(count)
  return digits
}

async function askForDigits(page: Page, phone: string): Promise<void> {
  await page.getByLabel('手机号').fill(phone)
  await page.getByRole('button', { name: '获取验证码' }).click()
  await expect(page.getByRole('heading', { name: '输入验证码' })).toBeVisible()
}

test('a guest becomes a member by the code at the door', async ({
  page,
  request,
  playwright,
  baseURL,
}) => {
  const log = watchLog(page)
  const path = await hangUpCode(request)
  // The guest is nobody to the server: a context without the log-in above.
  const guest = await playwright.request.newContext({ baseURL })
  const phone = `137${Date.now().toString().slice(-8)}`

  await test.step('the page says who invites', async () => {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: /^欢迎加入/ })).toBeVisible()
    await expect(page.getByRole('heading', { name: '用手机号入会' })).toBeFocused()
    await lookAt(page, 'join-phone')
  })

  await test.step('no number, no digits', async () => {
    await page.getByRole('button', { name: '获取验证码' }).click()
    await expect(page.getByRole('alert')).toContainText('请填写手机号')
    await page.getByLabel('手机号').fill('12345')
    await page.getByRole('button', { name: '获取验证码' }).click()
    await expect(page.getByRole('alert')).toContainText('格式不对')
  })

  await test.step('wrong digits are told, right ones open', async () => {
    await askForDigits(page, phone)
    await lookAt(page, 'join-digits')
    const digits = await readDigits(guest, phone, 1)
    await page.getByLabel('6 位验证码').fill(digits === '000000' ? '000001' : '000000')
    await expect(page.getByRole('alert')).toContainText('还可以试 4 次')
    await lookAt(page, 'join-digits-wrong')
    await page.getByLabel('6 位验证码').fill(digits)
    await expect(page.getByRole('heading', { name: '最后一步' })).toBeVisible()
  })

  await test.step('nothing is ticked beforehand, and what is required is asked for', async () => {
    const boxes = page.getByRole('checkbox')
    await expect(boxes.first()).toBeAttached()
    for (const box of await boxes.all()) await expect(box).not.toBeChecked()
    await page.getByText('查看全文').first().click()
    await expect(page.getByText('您可随时查询、更正')).toBeVisible()
    await page.getByRole('button', { name: '加入会员' }).click()
    await expect(page.getByRole('alert')).toContainText('请先阅读并同意')
    await lookAt(page, 'join-consent')
  })

  await test.step('join', async () => {
    await page.getByLabel('怎么称呼您').fill('周小雨')
    await page.getByRole('checkbox', { name: /会员服务条款/ }).check()
    await page.getByRole('button', { name: '加入会员' }).click()
    await expect(page.getByRole('heading', { name: '入会成功' })).toBeVisible()
    await lookAt(page, 'join-done')
  })

  await test.step('who comes again within a minute waits', async () => {
    await page.goto(path)
    await page.getByRole('button', { name: 'English' }).click()
    await expect(page.getByRole('heading', { name: 'Join with your phone number' })).toBeVisible()
    await lookAt(page, 'join-english')
    await page.getByRole('button', { name: '中文' }).click()
    // The carriers allow one code a minute to a number.
    await page.getByLabel('手机号').fill(phone)
    await page.getByRole('button', { name: '获取验证码' }).click()
    await expect(page.getByRole('alert')).toContainText('发送太频繁')
  })

  await test.step('head office sees where the member came from', async () => {
    const found = await (await request.get(`/api/v1/members?q=${phone}`)).json()
    const member = await (await request.get(`/api/v1/members/${found.items[0].id}`)).json()
    expect(member).toMatchObject({ name: '周小雨', channel: 'store_code' })
    const links = await (await request.get('/api/v1/joining-links')).json()
    expect(links.items[0]).toMatchObject({ new_members: 1, known_members: 0 })
  })

  await guest.dispose()
  // A refusal is an answer, but the browser logs each as a failed load.
  const unexpected = log.filter((line) => !/status of 4(22|29)/.test(line))
  expect(unexpected, 'the browser has nothing to complain about').toEqual([])
})

test('a code that nobody hung up leads nowhere, in words', async ({ page }) => {
  await page.goto('/j/00000000000000000000000000')
  await expect(page.getByRole('alert')).toContainText('没有这个入会链接')
  await lookAt(page, 'join-unknown')
})
