// What moves to the member who stays.

import type { MergePreview } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Count, Money } from '@/ui/Amount'
import { Summary } from '@/ui/Summary'

export function Moves({ moves }: { moves: MergePreview['moves'] }) {
  const { t, code } = useWords()
  return (
    <Summary
      items={[
        {
          key: 'points',
          label: code('asset', 'points'),
          children: <Count count={moves.points} />,
        },
        moves.points_debt > 0 && {
          key: 'debt',
          label: t('merge.points_debt'),
          children: <Count count={-moves.points_debt} />,
        },
        {
          key: 'principal',
          label: code('asset', 'principal'),
          children: <Money fen={moves.principal} />,
        },
        { key: 'bonus', label: code('asset', 'bonus'), children: <Money fen={moves.bonus} /> },
        { key: 'lots', label: t('word.lots'), children: <Count count={moves.lots} /> },
        {
          key: 'identities',
          label: t('merge.identities'),
          children: <Count count={moves.identities} />,
        },
        moves.followers.length > 0 && {
          key: 'followers',
          label: t('merge.followers'),
          children: <Count count={moves.followers.length} />,
        },
      ]}
    />
  )
}
