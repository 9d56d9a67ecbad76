import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextArea } from '@react-spectrum/s2/TextArea'
import { TextField } from '@react-spectrum/s2/TextField'
import { useQuery } from '@tanstack/react-query'
import { getOwn } from '../../../../model/own.ts'
import { usedByQuery } from '../../../api/index.ts'
import { Card } from '../../../components/card.tsx'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { SkeletonRows } from '../../../components/skeleton-rows.tsx'
import { TextListField } from '../../../components/text-list-field.tsx'
import { texts } from '../../../texts/index.ts'
import { column, columns } from '../../definitions/page-styles.ts'
import { useViewEditing } from '../view-context.ts'

const words = texts.dataViewPage
const kindNames: Readonly<Record<string, string>> = words.kindNames

/** What it is called, and what is built upon it. */
export const AboutPart = () => (
  <div className={columns}>
    <div className={column}>
      <AboutCard />
    </div>
    <UsedByCard />
  </div>
)

function AboutCard() {
  const { draft } = useViewEditing()
  const { document, change } = draft
  const { description = '', tags = [], externalId = '', connection } = document
  return (
    <Card title={words.about}>
      <p className={style({ font: 'ui', margin: 0 })}>{words.ofConnection(connection)}</p>
      <TextArea
        label={texts.definition.description}
        size="S"
        value={description}
        onChange={(next) => change({ description: next || undefined })}
        styles={style({ width: 'full' })}
      />
      <TextListField
        label={texts.definition.tags}
        description={texts.definition.tagsHint}
        value={tags}
        onChange={(next) => change({ tags: next.length === 0 ? undefined : [...next] })}
      />
      <TextField
        label={words.externalId}
        description={words.externalIdHint}
        size="S"
        value={externalId}
        onChange={(next) => change({ externalId: next || undefined })}
        styles={style({ width: 'full' })}
      />
    </Card>
  )
}

function UsedByCard() {
  const { draft } = useViewEditing()
  const { data, error } = useQuery(usedByQuery('data-view', draft.document.id))
  const users = [
    ...new Set(
      (data ?? []).map(({ kind, id }) =>
        texts.definition.user(getOwn(kindNames, kind) ?? kind, id),
      ),
    ),
  ]
  return (
    <Card title={words.users}>
      {error && <ProblemNotice error={error} />}
      {!error && data === undefined && <SkeletonRows />}
      {data && (
        <span className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>
          {users.length === 0 ? words.noUsers : words.usersHint}
        </span>
      )}
      <ul className={style({ margin: 0, paddingStart: 20, font: 'ui' })}>
        {users.map((user) => (
          <li key={user}>{user}</li>
        ))}
      </ul>
    </Card>
  )
}
