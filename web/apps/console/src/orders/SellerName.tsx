// Who sold or served, by name; oneself also where one may not see colleagues.

import { StaffName } from '@/members/StaffName'
import { useSession } from '@/session/context'

export function SellerName({ id }: { id: string }) {
  const { staff } = useSession()
  return staff.id === id ? staff.name : <StaffName id={id} />
}
