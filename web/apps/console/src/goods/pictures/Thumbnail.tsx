// The main picture of goods in a row of a list, beside their name, which is its words as well.

import { PictureOutlined } from '@ant-design/icons'
import { pictureUrl } from './picture'
import './pictures.css'

interface ThumbnailProps {
  goods_id: string
  picture_id: string | null | undefined
}

export function Thumbnail({ goods_id, picture_id }: ThumbnailProps) {
  if (!picture_id) {
    return (
      <span className="thumbnail quiet" aria-hidden="true">
        <PictureOutlined />
      </span>
    )
  }
  const src = pictureUrl({ goods_id, id: picture_id }, 'small')
  return <img className="thumbnail" src={src} alt="" width={40} height={40} loading="lazy" />
}
