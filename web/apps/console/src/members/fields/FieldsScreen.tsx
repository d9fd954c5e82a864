// 自定义字段: what the brand asks of members besides, in the order of a member's page.

import type { MemberField } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Button } from 'antd'
import { useState } from 'react'
import { useMay } from '@/session/context'
import { actsColumn } from '@/ui/actsColumn'
import { ListPage } from '@/ui/ListPage'
import { type ListColumn, ListTable } from '@/ui/ListTable'
import { StateTag } from '@/ui/StateTag'
import { CreateField } from './CreateField'
import { EditField } from './EditField'
import { useMemberFields } from './queries'
import { RetireField } from './RetireField'
import { labelOf } from './values'

type Open = { act: 'create' } | { act: 'edit' | 'retire'; field: MemberField }

export function FieldsScreen() {
  const words = useWords()
  const { t } = words
  const may = useMay()
  const fields = useMemberFields()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const canWrite = may('settings.write')
  const create = canWrite && (
    <Button type="primary" onClick={() => setOpen({ act: 'create' })}>
      {t('own_field.create')}
    </Button>
  )
  return (
    <ListPage name="member_fields" title={t('own_field.title')} acts={create}>
      <ListTable<MemberField>
        name="member_fields"
        query={fields}
        rowKey={({ id }) => id}
        columns={[
          ...fieldColumns(words),
          ...(canWrite ? [actColumn(words, (act, field) => setOpen({ act, field }))] : []),
        ]}
        emptyText={t('own_field.none')}
        emptyHint={t('own_field.none_hint')}
        emptyAct={create}
      />
      {open?.act === 'create' && <CreateField close={close} />}
      {open?.act === 'edit' && <EditField field={open.field} close={close} />}
      {open?.act === 'retire' && <RetireField field={open.field} close={close} />}
    </ListPage>
  )
}

function fieldColumns({ t, code, lang }: Words): ListColumn<MemberField>[] {
  const yes = (is: boolean) => (is ? t('word.yes') : <span className="quiet">{t('word.no')}</span>)
  return [
    {
      key: 'name',
      title: t('own_field.name'),
      render: (_, field) => (
        <>
          {labelOf(field, lang)} <span className="quiet">{field.key}</span>
        </>
      ),
    },
    {
      key: 'kind',
      title: t('own_field.kind'),
      render: (_, { kind }) => code('own_field_kind', kind),
    },
    {
      key: 'choices',
      title: t('own_field.choices'),
      onPhone: 'wide',
      isOptional: true,
      render: (_, { choices }) =>
        choices
          .filter(({ is_retired }) => !is_retired)
          .map((choice) => labelOf(choice, lang))
          .join(', '),
    },
    {
      key: 'required',
      title: t('own_field.is_required_short'),
      isOptional: true,
      render: (_, { is_required }) => yes(is_required),
    },
    {
      key: 'searchable',
      title: t('own_field.is_searchable_short'),
      isOptional: true,
      render: (_, { is_searchable }) => yes(is_searchable),
    },
    {
      key: 'state',
      title: t('word.state'),
      onPhone: 'beside',
      render: (_, { is_active }) => (
        <StateTag tone={is_active ? 'good' : 'plain'}>
          {t(is_active ? 'own_field.in_use' : 'own_field.retired')}
        </StateTag>
      ),
    },
  ]
}

function actColumn(
  words: Words,
  start: (act: 'edit' | 'retire', field: MemberField) => void,
): ListColumn<MemberField> {
  const { t, lang } = words
  return actsColumn(words, (field) => {
    const name = labelOf(field, lang)
    const retire = t(field.is_active ? 'own_field.retire' : 'own_field.restore')
    return (
      <>
        <Button
          size="small"
          aria-label={`${t('act.edit')} ${name}`}
          onClick={() => start('edit', field)}
        >
          {t('act.edit')}
        </Button>
        <Button
          size="small"
          aria-label={`${retire} ${name}`}
          onClick={() => start('retire', field)}
        >
          {retire}
        </Button>
      </>
    )
  })
}
