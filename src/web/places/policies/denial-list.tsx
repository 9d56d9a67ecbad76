import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ProjectDenial } from '../../../model/answers/policies.ts'
import { FieldLink, PolicyLink, Way } from '../../components/way.tsx'
import { texts } from '../../texts/index.ts'
import { joinActions } from './join-actions.ts'

/** Which visualizations policies do not let go, in sentences. */
export const DenialList = ({ denials }: { readonly denials: readonly ProjectDenial[] }) => (
  <ul className={style({ margin: 0, paddingStart: 16, display: 'grid', rowGap: 4 })}>
    {joinActions(denials).map(({ denial, actions }) => {
      const { name, policy, dataset, field, label, through, dataView } = denial
      const acts = actions.map((action) => texts.audiences.actions[action])
      return (
        <li key={JSON.stringify(denial)} className={style({ overflowWrap: 'anywhere' })}>
          <strong>{name}</strong>: {texts.policies.policyStart.toLowerCase()}{' '}
          <PolicyLink id={policy} /> {texts.policies.forbids(acts)}{' '}
          <FieldLink dataset={dataset} field={field} /> ({label})
          {through.length > 0 && (
            <>
              , {texts.policies.through} <Way through={through} dataView={dataView} />
            </>
          )}
        </li>
      )
    })}
  </ul>
)
