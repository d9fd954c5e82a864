// Pictures between the server and a screen: where they are, in which order they are wanted, and
// what is not worth sending.

import { ProblemError } from '@huitong/api'
import type { Words } from '@huitong/words/react'
import { sayError, sayField } from '@/ui/problems'

/** What the server takes: the kinds of files, and the most bytes of one. */
export const ACCEPTED = 'image/jpeg,image/png,image/webp'
const FILE_MAX_MB = 10
/** How many pictures goods may have. */
export const PICTURES_MAX = 8

interface PictureOf {
  goods_id: string
  id: string
}

/** The address of a picture; what is there never changes. */
export function pictureUrl({ goods_id, id }: PictureOf, size: 'large' | 'small'): string {
  return `/api/v1/goods/${goods_id}/pictures/${id}?size=${size}`
}

/** All pictures with one of them in front. */
export function withMain(pictures: readonly PictureOf[], mainId: string): string[] {
  const others = pictures.map(({ id }) => id).filter((id) => id !== mainId)
  return [mainId, ...others]
}

/** Why a file would be refused, in the server's words, so that it need not travel first. */
export function refusalOf({ t }: Pick<Words, 't'>, file: Pick<File, 'size' | 'type'>) {
  if (file.size > FILE_MAX_MB * 1024 * 1024) {
    return t('field.picture.too_large', { max_mb: FILE_MAX_MB })
  }
  // A browser that does not know the kind says nothing; the server looks inside.
  if (file.type !== '' && !ACCEPTED.split(',').includes(file.type)) {
    return t('field.picture.unknown_format', { allowed: 'JPEG, PNG, WebP' })
  }
  return undefined
}

/** The sentence of a refusal; there is one field, so it needs no name. */
export function sayRefusal(words: Pick<Words, 't'>, error: unknown): string {
  const field = error instanceof ProblemError ? error.fields[0] : undefined
  return field ? sayField(words, field) : sayError(words, error)
}
