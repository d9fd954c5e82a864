// A SKU by its name, as a link to its goods. The page is that of the goods, whose id is read only
// for rows that are shown.

import { api } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { TextLink } from '@/members/TextLink'
import { useMay } from '@/session/context'
import { answer } from '@/ui/answer'

export function SkuLink({ id, name }: { id: string; name: string }) {
  const may = useMay()
  const { data } = useQuery({
    queryKey: ['skus', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/skus/{sku_id}', { params: { path: { sku_id: id } } })),
    enabled: may('goods.read'),
    staleTime: 5 * 60_000,
    retry: false,
  })
  return data ? <TextLink to={`/goods/${data.goods_id}`}>{name}</TextLink> : <span>{name}</span>
}
