// What stands in the header. On a narrow window the search is a sign, and the switches are in the
// account's menu; on a phone the store is chosen above the navigation.

import { Flex, Grid } from 'antd'
import { JobCentre } from '@/jobs/JobCentre'
import { SearchBox } from '@/search/SearchBox'
import { StoreSwitcher } from '@/stores/StoreSwitcher'
import { AccountMenu } from './AccountMenu'
import { LangSwitch, ThemeSwitch } from './switches'

export function Actions() {
  const screens = Grid.useBreakpoint()
  const isNarrow = !screens.lg
  return (
    <Flex align="center" gap={4}>
      <SearchBox isNarrow={isNarrow} />
      {screens.md && <StoreSwitcher style={{ width: 176, marginInline: 4 }} />}
      <JobCentre />
      {!isNarrow && (
        <>
          <LangSwitch />
          <ThemeSwitch />
        </>
      )}
      <AccountMenu isNarrow={isNarrow} />
    </Flex>
  )
}
