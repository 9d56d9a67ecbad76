import { MenuItem, Text } from '@react-spectrum/s2/Menu'
import { useNavigate } from '@tanstack/react-router'
import type { ProjectDenial, RequestDenial } from '../../model/answers/policies.ts'
import { texts } from '../texts/index.ts'
import type { ExportRule } from './use-denied-export.ts'

/** Why items of a menu are off, each with the way to its policy; nothing where they are not. */
export function DenialItems({ rule: { denials, error } }: { readonly rule: ExportRule }) {
  const navigate = useNavigate()
  return (
    <>
      {error !== null && (
        <MenuItem id="policies-not-asked" isDisabled>
          <Text slot="label">{texts.policies.notAsked}</Text>
          <Text slot="description">{error.message}</Text>
        </MenuItem>
      )}
      {firstOfPolicies(denials).map((denial) => (
        <MenuItem
          key={denial.policy}
          id={`policy ${denial.policy}`}
          onAction={() => void navigate({ to: '/policies', search: { policy: denial.policy } })}
        >
          <Text slot="label">{texts.policies.why(denial.policy)}</Text>
          <Text slot="description">{sayDenial(denial)}</Text>
        </MenuItem>
      ))}
    </>
  )
}

/** What each policy has against it first. */
export const firstOfPolicies = (denials: readonly RequestDenial[]): readonly RequestDenial[] =>
  denials.filter(({ policy }, k) => denials.findIndex((each) => each.policy === policy) === k)

/** Of a project with the visualization that it is about. */
const sayDenial = (denial: RequestDenial | ProjectDenial): string =>
  'visualization' in denial ? `${denial.name}: ${denial.message}` : denial.message
