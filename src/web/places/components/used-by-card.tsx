import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { usedByQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'
import { DefinitionLink } from './definition-link.tsx'

interface UsedByCardProps {
  readonly kind: string
  readonly id: string
}

/** What refers to a definition, each once. */
export function UsedByCard({ kind, id }: UsedByCardProps) {
  const { data: mentions = [], error } = useQuery({ ...usedByQuery(kind, id), staleTime: 0 })
  const users = new Map(mentions.map((user) => [`${user.kind} ${user.id}`, user]))
  return (
    <Card title={texts.saved.usedBy}>
      {error && <ProblemNotice error={error} />}
      {users.size === 0 && !error && <p className={quiet}>{texts.saved.usedByNone}</p>}
      {users.size > 0 && (
        <ul className={list}>
          {[...users.values()].map((user) => (
            <li key={`${user.kind} ${user.id}`}>
              <DefinitionLink kind={user.kind} id={user.id}>
                {texts.definition.user(user.kind, user.id)}
              </DefinitionLink>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

const quiet = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
const list = style({ font: 'ui', color: 'neutral', margin: 0, paddingStart: 20 })
