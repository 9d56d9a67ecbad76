import { column, columns } from '../../definitions/page-styles.ts'
import { BlockedCard } from './blocked-card.tsx'
import { AnonymousCard, GuardCard } from './guard-card.tsx'
import { NamespacesCard } from './namespaces-card.tsx'
import { PairsCard } from './pairs-card.tsx'
import type { RulesProps } from './rules-of.ts'

/** All rules of an identity space. */
export const RulesForm = (props: RulesProps) => (
  <div className={columns}>
    <div className={column}>
      <NamespacesCard {...props} />
      <AnonymousCard {...props} />
    </div>
    <div className={column}>
      <BlockedCard {...props} />
      <PairsCard {...props} />
      <GuardCard {...props} />
    </div>
  </div>
)
