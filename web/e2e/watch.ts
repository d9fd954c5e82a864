// What every story keeps an eye on: the browser's log stays empty, axe finds nothing new, each page
// fits a phone, and leaves pictures at both widths for people to look at if they want any.

import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { ALLOWED_FINDINGS } from './allowed_findings'
import { LOG } from './failures'

const SHOTS = new URL('./shots/', import.meta.url).pathname
/** Pictures take their time; they are taken when somebody wants to look at them. */
const WANTS_PICTURES = process.env.HUITONG_E2E_PICTURES !== undefined
const DESK = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
/** A skeleton, a ring that turns, a button whose act is under way. */
const UNDER_WAY = '.loading, .ant-skeleton-active, .ant-spin-spinning, .ant-btn-loading'
/** A page that is looked at is mostly still already, or a moment later. */
const SOON = { intervals: [20, 50, 100] }

/** An answer that takes longer is told of when the story fails. */
const SLOW_MILLIS = 3_000

/** Gathers what the browser complains about; a story that fails tells it, and which answers were slow. */
export function watchLog(page: Page): string[] {
  const log: string[] = []
  const { annotations } = test.info()
  const note = (description: string) => annotations.push({ type: LOG, description })
  const complain = (complaint: string) => {
    log.push(complaint)
    note(complaint)
  }
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complain(`${message.type()}: ${message.text()} (${message.location().url})`)
    }
  })
  page.on('pageerror', (error) => complain(`uncaught: ${error.message}`))
  page.on('requestfinished', (request) => {
    const millis = Math.round(request.timing().responseEnd)
    if (millis > SLOW_MILLIS) note(`${millis} ms: ${request.method()} ${request.url()}`)
  })
  return log
}

interface Look {
  /** Whether axe looks at the page of a phone too, where tables are cards: once a page is enough. */
  alsoOnPhone?: boolean
}

/** Lets axe look at a page, sees that it fits a phone, and takes both pictures if they are wanted. */
export async function lookAt(page: Page, name: string, look: Look = {}): Promise<void> {
  await settle(page)
  const wide = await rightmostSwitch(page)
  await takePicture(page, `${name}-1440`)
  await expectAccessible(page, name)
  await page.setViewportSize(PHONE)
  // The layout measures itself a moment later.
  await expect.poll(() => rightmostSwitch(page), SOON).toBeLessThanOrEqual(PHONE.width)
  await settle(page)
  await takePicture(page, `${name}-390`)
  if (look.alsoOnPhone) await expectAccessible(page, `${name} on a phone`)
  expect.soft(await overflow(page), `${name} is no wider than a phone`).toBeLessThanOrEqual(0)
  await page.setViewportSize(DESK)
  // What is clicked next must not move any more.
  await expect.poll(() => rightmostSwitch(page), SOON).toBe(wide)
  await settle(page)
}

async function takePicture(page: Page, name: string): Promise<void> {
  if (!WANTS_PICTURES) return
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: `${SHOTS}${name}.png`, fullPage: true })
}

/**
 * Waits for what moves: answers under way, antd's transitions, and notices, which go by themselves:
 * one that fades while axe looks has too little contrast.
 */
async function settle(page: Page): Promise<void> {
  await expect(page.locator('.ant-message-notice')).toHaveCount(0)
  const underWay = page.locator(UNDER_WAY)
  await expect.poll(() => underWay.count(), SOON).toBe(0)
  await page.evaluate(() => {
    const moving = document.getAnimations().filter(({ effect }) => {
      return effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY
    })
    return Promise.allSettled(moving.map(({ finished }) => finished))
  })
}

async function expectAccessible(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // Every rule is run on everything, but what passes is not described element by element.
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    // The other way opens a page of its own each time, for frames of other origins: we have none.
    .setLegacyMode()
    .analyze()
  const found = violations.flatMap(({ id, impact, help, nodes }) =>
    nodes
      .map(({ target, html }) => ({ rule: id, where: `${target.join(' ')} ${html}` }))
      .filter(({ rule, where }) => !isAllowed(rule, where))
      .map(({ where }) => `${id} (${impact}): ${help}\n    ${where.slice(0, 300)}`),
  )
  // The story goes on, so that one run tells all findings.
  expect.soft(found, `axe on ${name}`).toEqual([])
}

function isAllowed(rule: string, where: string): boolean {
  return ALLOWED_FINDINGS.some((allowed) => allowed.rule === rule && allowed.where.test(where))
}

/** By how many pixels the page is wider than the window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
}

/** Where the switches in the head of the page end. */
function rightmostSwitch(page: Page): Promise<number> {
  return page.evaluate(() => {
    const ends = [...document.querySelectorAll('header button')].map(
      (button) => button.getBoundingClientRect().right,
    )
    return Math.max(0, ...ends)
  })
}
