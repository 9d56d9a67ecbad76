import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import type { IdentitySpaceStatus } from '../../../model/answers/identity.ts'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { texts } from '../../texts/index.ts'
import { Facts } from './facts.tsx'
import { sayLimit, sayOtherRules } from './say-rules.ts'

/** The rules that a space is linked by. */
export function RulesCard({ status: { space, rules } }: { readonly status: IdentitySpaceStatus }) {
  const { namespace, unique, device, most, yes, no, otherRules } = texts.identity
  const ranked = rules.namespaces.map((each, index) => ({ ...each, rank: index + 1 }))
  return (
    <Card
      title={texts.identity.rules}
      actions={
        <>
          <Link
            to="/identity"
            search={{ rules: space }}
            hash="simulation"
            className={style({ font: 'ui-sm', color: 'neutral' })}
          >
            {texts.identity.tryRules}
          </Link>
          <Link
            to="/identity/$space/rules"
            params={{ space }}
            className={style({ font: 'ui-sm', color: 'neutral' })}
          >
            {texts.identityRules.edit}
          </Link>
        </>
      }
    >
      <DataTable
        label={texts.identity.namespaces}
        rows={ranked}
        keyOf={({ id }) => id}
        columns={[
          { name: namespace, cell: ({ rank, id }) => `${rank}. ${id}` },
          { name: unique, cell: (each) => (each.unique ? yes : no) },
          { name: device, cell: (each) => (each.device ? yes : no) },
          { name: most, cell: ({ limit }) => sayLimit(limit) },
        ]}
      />
      <Facts label={otherRules} facts={sayOtherRules(rules)} />
    </Card>
  )
}
