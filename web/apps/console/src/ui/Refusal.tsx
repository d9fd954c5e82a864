// Why a form was refused, above its fields; told where the person is not looking, so drawn to.

import { Alert } from 'antd'
import { useAttention } from './attention'
import './patterns.css'

export function Refusal({ text }: { text: string }) {
  const notice = useAttention()
  return (
    <div ref={notice} tabIndex={-1} className="notice">
      <Alert type="error" showIcon role="alert" title={text} />
    </div>
  )
}
