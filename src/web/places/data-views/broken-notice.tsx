import { Content, Heading, InlineAlert } from '@react-spectrum/s2/InlineAlert'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { brokenQuery } from '../../api/index.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useDelayed } from '../../components/use-delayed.ts'
import { texts } from '../../texts/index.ts'
import { useViewEditing } from './view-context.ts'
import { withoutUnfinished } from './view-segments.ts'

const words = texts.dataViewPage

/** What the changes would break, or what is wrong with them, before they are saved. */
export function BrokenNotice() {
  const { draft } = useViewEditing()
  const { document, isChanged, error: notSaved } = draft
  const tried = useMemo(() => withoutUnfinished(document), [document])
  const asked = useDelayed(tried, 500)
  const { data, error } = useQuery({ ...brokenQuery(asked), enabled: isChanged })
  if (!isChanged || notSaved !== null) return null
  if (error && asked === tried) return <ProblemNotice level={2} error={error} />
  const { broken = [] } = data ?? {}
  if (broken.length === 0) return null
  return (
    <div role="status" className={style({ maxWidth: 720 })}>
      <InlineAlert variant="notice">
        <Heading level={2}>{words.breaks(broken.length)}</Heading>
        <Content>
          <ul className={style({ margin: 0, paddingStart: 20 })}>
            {broken.map(({ kind, id, name = id, problem }) => (
              <li key={`${kind} ${id}`}>
                {words.broken(words.kindNames[kind], name)}: {problem}
              </li>
            ))}
          </ul>
        </Content>
      </InlineAlert>
    </div>
  )
}
