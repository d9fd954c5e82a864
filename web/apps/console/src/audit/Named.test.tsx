// @vitest-environment happy-dom
// Things of the log are called by their names; their ids stand in the tooltip alone.
import { api, NetworkError, ProblemError, type Session } from '@huitong/api'
import { WordsProvider } from '@huitong/words/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { afterEach, expect, test, vi } from 'vitest'
import { SessionContext } from '@/session/context'
import { Named } from './Named'

afterEach(cleanup)

const MEMBER = 'mem_0an9qyfn0000c'
const TILL = 'til_0an9qyfn0000d'

const patient = () => new QueryClient({ defaultOptions: { queries: { retry: false } } })

function show(id: string, permissions: string[], client = patient()) {
  const session = { staff: { id: 'stf_me' }, brand: { id: 'brd_1' }, permissions }
  return render(
    <WordsProvider>
      <QueryClientProvider client={client}>
        <SessionContext value={session as unknown as Session}>
          <MemoryRouter>
            <p>
              <Named id={id} />
              <Named id={id} isLabelled />
            </p>
          </MemoryRouter>
        </SessionContext>
      </QueryClientProvider>
    </WordsProvider>,
  ).container
}

test('a member is asked for once, and linked by name and number', async () => {
  const data = { id: MEMBER, name: '王芳', state: 'active', member_no: 'M001' }
  const get = vi.spyOn(api, 'GET').mockResolvedValue({ data } as never)
  const shown = show(MEMBER, ['members.read'])
  const links = await screen.findAllByRole('link', { name: '王芳 M001' })
  expect(links.map((link) => link.getAttribute('href'))).toEqual([
    `/members/${MEMBER}`,
    `/members/${MEMBER}`,
  ])
  expect(get).toHaveBeenCalledTimes(1)
  expect(shown.textContent).toBe('会员 王芳 M001王芳 M001')
  expect(shown.querySelectorAll(`[title="${MEMBER}"]`)).toHaveLength(2)
})

test('what is gone is called by its kind, and not asked for again', async () => {
  const gone = new ProblemError(404, 'membership.not_found', '', {}, [], 'req_1')
  const get = vi.spyOn(api, 'GET').mockRejectedValue(gone)
  const client = patient()
  const shown = show(MEMBER, ['members.read'], client)
  await vi.waitFor(() => expect(shown.textContent).toBe('会员会员'))
  cleanup()
  expect(show(MEMBER, ['members.read'], client).textContent).toBe('会员会员')
  expect(get).toHaveBeenCalledTimes(1)
})

test('what could not be asked is not told as gone, and asked for when it is shown again', async () => {
  const failing = [new NetworkError(null), new ProblemError(503, '', '', {}, [], undefined)]
  for (const failure of failing) {
    vi.spyOn(api, 'GET').mockRejectedValue(failure)
    const client = patient()
    const shown = show(MEMBER, ['members.read'], client)
    await vi.waitFor(() => expect(shown.textContent).toContain('会员 （名称暂时未知）'))
    cleanup()
    const data = { id: MEMBER, name: '王芳', state: 'active', member_no: 'M001' }
    vi.spyOn(api, 'GET').mockResolvedValue({ data } as never)
    show(MEMBER, ['members.read'], client)
    expect(await screen.findAllByRole('link', { name: '王芳 M001' })).toHaveLength(2)
    cleanup()
  }
})

test('what has no name, or none for the reader, is called by its kind', () => {
  const get = vi.spyOn(api, 'GET')
  get.mockClear()
  expect(show(MEMBER, []).textContent).toBe('会员会员')
  expect(show(TILL, ['members.read']).textContent).toBe('收银机收银机')
  expect(get).not.toHaveBeenCalled()
})
