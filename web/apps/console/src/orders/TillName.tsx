// A till by its name, or its id for one that the person may not see.

import { useTills } from '@/stores/tills'

export function TillName({ storeId, id }: { storeId: string; id: string }) {
  return useTills(storeId).rows?.find((till) => till.id === id)?.name ?? id
}
