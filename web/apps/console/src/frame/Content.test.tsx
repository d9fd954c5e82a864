// @vitest-environment happy-dom
// The page that stands in the middle is the one of the address.
import { act, cleanup, render } from '@testing-library/react'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { afterEach, expect, test } from 'vitest'
import { Content } from './Content'

afterEach(cleanup)

/** As the browser tells of an entry that the router did not make. */
const FOREIGN = 'default'

test('going back over several entries at once shows the page of the one that is reached', async () => {
  const router = createMemoryRouter(
    [
      {
        Component: Content,
        children: [
          { path: '/members', element: 'members' },
          { path: '/orders', element: 'orders' },
        ],
      },
    ],
    {
      initialEntries: [
        { pathname: '/members', key: FOREIGN },
        { pathname: '/orders' },
        { pathname: '/orders', hash: '#content', key: FOREIGN },
      ],
    },
  )
  const { container } = render(<RouterProvider router={router} />)
  expect(container.textContent).toBe('orders')
  await act(() => router.navigate(-2))
  expect(container.textContent).toBe('members')
})
