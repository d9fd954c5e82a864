// 图片: what the goods look like; the first picture stands for them in lists.

import type { Goods, Pictures, Tagged } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Button, Card, Flex, Upload } from 'antd'
import { useMay } from '@/session/context'
import { EmptyState } from '@/ui/EmptyState'
import { Answered } from '@/ui/states'
import { PictureTile } from './PictureTile'
import { ACCEPTED, PICTURES_MAX } from './picture'
import './pictures.css'
import { PlainList } from '@/ui/PlainList'
import { usePictures } from './queries'
import { useSendPictures } from './useSendPictures'

export function PicturesCard({ goods }: { goods: Goods }) {
  const pictures = usePictures(goods.id)
  return (
    <Answered query={pictures}>
      {(known) => <KnownPictures goods={goods} pictures={known} />}
    </Answered>
  )
}

interface KnownPicturesProps {
  goods: Goods
  pictures: Tagged<Pictures>
}

function KnownPictures({ goods, pictures }: KnownPicturesProps) {
  const { t } = useWords()
  const may = useMay()
  const { send, progress, refused } = useSendPictures(goods.id)
  const { items } = pictures.data
  const isFull = items.length >= PICTURES_MAX
  const add = may('goods.write') && !isFull && (
    <Upload
      accept={ACCEPTED}
      multiple
      showUploadList={false}
      disabled={progress !== undefined}
      beforeUpload={(file, files) => {
        // Asked once for each file that was chosen; all of them go up together.
        if (file === files.at(-1)) void send(files)
        return false
      }}
    >
      <Button loading={progress !== undefined}>{t('picture.add')}</Button>
    </Upload>
  )
  return (
    <Card size="small" title={t('word.pictures')} extra={items.length > 0 && add}>
      <Flex vertical gap={12}>
        <div role="status" className={progress ? 'quiet' : 'unseen'}>
          {progress && t('picture.sending', progress)}
        </div>
        {refused.map(({ key, name, reason }) => (
          <Alert key={key} type="error" showIcon role="alert" title={`${name}: ${reason}`} />
        ))}
        {items.length === 0 && (
          <EmptyState text={t('picture.none')} hint={t('picture.hint')} act={add} />
        )}
        <PlainList className="pictures">
          {items.map((picture) => (
            <li key={picture.id}>
              <PictureTile goods={goods} pictures={pictures} picture={picture} />
            </li>
          ))}
        </PlainList>
        {items.length > 0 && may('goods.write') && (
          <span className="quiet">{t(isFull ? 'picture.full' : 'picture.hint')}</span>
        )}
      </Flex>
    </Card>
  )
}
