// One picture with what can be done about it.

import type { Goods, Picture, Pictures, Tagged } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { App, Button, Flex } from 'antd'
import { useState } from 'react'
import { useMay } from '@/session/context'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { StateTag } from '@/ui/StateTag'
import { pictureUrl, sayRefusal, withMain } from './picture'
import { useOrderPictures, usePictures, useRemovePicture } from './queries'

interface PictureTileProps {
  goods: Goods
  pictures: Tagged<Pictures>
  picture: Picture
}

export function PictureTile({ goods, pictures, picture }: PictureTileProps) {
  const { t } = useWords()
  const may = useMay()
  const { place } = picture
  const alt = t('picture.alt', { name: goods.name, place })
  return (
    <Flex vertical gap={8} align="center">
      <a
        href={pictureUrl(picture, 'large')}
        target="_blank"
        rel="noreferrer"
        aria-label={t('picture.open', { picture: alt })}
      >
        <img className="picture" src={pictureUrl(picture, 'small')} alt={alt} loading="lazy" />
      </a>
      {place === 1 && <StateTag tone="plain">{t('picture.main')}</StateTag>}
      {may('goods.write') && <PictureActs pictures={pictures} picture={picture} alt={alt} />}
    </Flex>
  )
}

function PictureActs({
  pictures,
  picture,
  alt,
}: Omit<PictureTileProps, 'goods'> & { alt: string }) {
  const words = useWords()
  const { t } = words
  const { message } = App.useApp()
  const [isRemoving, setIsRemoving] = useState(false)
  const { goods_id, id, place } = picture
  const { refetch } = usePictures(goods_id)
  const order = useOrderPictures(goods_id)
  const remove = useRemovePicture(goods_id)
  const sayFor = (act: string) => `${act} ${alt}`

  async function makeMain() {
    try {
      const picture_ids = withMain(pictures.data.items, id)
      await order.mutateAsync({ etag: pictures.etag, picture_ids })
      message.success(t('picture.main_done'))
    } catch (error) {
      message.error(sayRefusal(words, error))
      // Somebody else may have been faster: what is chosen next is among the pictures of now.
      void refetch()
    }
  }

  return (
    <Flex gap={8} wrap justify="center">
      {place > 1 && (
        <Button
          size="small"
          aria-label={sayFor(t('picture.make_main'))}
          loading={order.isPending}
          onClick={() => void makeMain()}
        >
          {t('picture.make_main')}
        </Button>
      )}
      <Button
        size="small"
        danger
        aria-label={sayFor(t('act.delete'))}
        onClick={() => setIsRemoving(true)}
      >
        {t('act.delete')}
      </Button>
      {isRemoving && (
        <ConfirmAct
          name="remove_picture"
          title={t('picture.remove')}
          text={t(place === 1 ? 'picture.remove_main_means' : 'picture.remove_means')}
          submitText={t('act.delete')}
          doneText={t('picture.removed')}
          isDanger
          close={() => setIsRemoving(false)}
          act={() => remove.mutateAsync(id)}
        />
      )}
    </Flex>
  )
}
