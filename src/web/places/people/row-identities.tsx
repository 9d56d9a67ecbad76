import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { Profile } from '../../../model/answers/profiles.ts'
import { texts } from '../../texts/index.ts'
import { LineList } from './line-list.tsx'
import { printWhen } from './print-value.ts'

interface RowIdentitiesProps {
  readonly profile: Profile
  readonly timeZone: string
}

/** The ids that somebody's rows carry. */
export function RowIdentities({ profile: { identities }, timeZone }: RowIdentitiesProps) {
  const say = texts.people.identities
  if (identities.length === 0) return <span className={hint}>{say.none}</span>
  return (
    <>
      <LineList
        label={say.title}
        lines={identities.map(({ namespace, id, since }) => ({
          key: `${namespace}:${id}`,
          name: namespace,
          value: id,
          note: say.since(printWhen(since, timeZone)),
        }))}
      />
      <span className={hint}>{say.noSpace}</span>
    </>
  )
}

const hint = style({ font: 'ui-sm', color: 'neutral-subdued' })
