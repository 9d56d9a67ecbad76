import { Content, Heading, InlineAlert } from '@react-spectrum/s2/InlineAlert'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQueries } from '@tanstack/react-query'
import {
  brokenQuery,
  type DataViewDocument,
  type SharedComponentDocument,
} from '../../api/index.ts'
import { useDelayed } from '../../components/use-delayed.ts'
import { texts } from '../../texts/index.ts'
import type { Draft } from '../definitions/use-draft.ts'
import { tryShared } from './shared-document.ts'

interface BrokenNoticeProps {
  readonly draft: Draft<SharedComponentDocument>
  readonly users: readonly DataViewDocument[]
}

const t = texts.sharedComponents
const { broken: sayBroken, kindNames } = texts.dataViewPage

/** What the changes would break in the data views that use it, before they are saved. */
export function BrokenNotice({ draft, users }: BrokenNoticeProps) {
  const { document, isChanged, error } = draft
  const asked = useDelayed(document, 500)
  const answers = useQueries({
    queries: users.map((view) => ({
      ...brokenQuery(tryShared(view, asked).document),
      enabled: isChanged,
    })),
  })
  if (!isChanged || error !== null) return null
  const lines = answers.flatMap(({ data, error: invalid }, index) => {
    const { id, name = id } = users[index]!
    if (invalid) return [t.invalidIn(name, invalid.message)]
    return (data?.broken ?? []).map((each) =>
      t.brokenIn(name, sayBroken(kindNames[each.kind], each.name ?? each.id), each.problem),
    )
  })
  if (lines.length === 0) return null
  return (
    <div role="status" className={style({ maxWidth: 720 })}>
      <InlineAlert variant="notice">
        <Heading level={2}>{t.breaks}</Heading>
        <Content>
          <ul className={style({ margin: 0, paddingStart: 20 })}>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Content>
      </InlineAlert>
    </div>
  )
}
