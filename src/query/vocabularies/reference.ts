import { allocations, attributionModels } from '../../engine/index.ts'
import type { Reference, ReferenceEntry } from '../../model/answers/reference.ts'
import { derivedFieldFunctions } from '../derived-fields/functions/index.ts'
import { formulaFunctions } from '../formula/index.ts'
import { reportKinds } from '../reports/index.ts'
import { inputSchema } from './json-schemas.ts'

type About = Pick<ReferenceEntry, 'label' | 'description' | 'examples'>

/** What the definitions of a registry say about themselves, with what is particular to them. */
function entriesOf<D extends About>(
  registry: Readonly<Record<string, D>>,
  more: (definition: D) => Partial<ReferenceEntry> = () => ({}),
): ReferenceEntry[] {
  return Object.entries(registry).map(([id, definition]) => {
    const { label, description, examples } = definition
    return { id, label, description, ...more(definition), examples }
  })
}

/** Everything that has a name in definitions and requests, in the order of the pickers. */
export const reference = (): Reference => [
  {
    id: 'report-kinds',
    label: 'Kinds of reports',
    entries: Object.entries(reportKinds).map(([id, { label, description, example }]) => ({
      id,
      label,
      description,
      examples: [example].flat(),
    })),
  },
  {
    id: 'derived-field-functions',
    label: 'Functions of derived fields',
    entries: entriesOf(derivedFieldFunctions, ({ settings }) => ({
      settings: inputSchema(settings),
    })),
  },
  {
    id: 'formula-functions',
    label: 'Functions of calculated metrics',
    entries: entriesOf(formulaFunctions, (definition) => ({
      arguments: [...definition.arguments],
    })),
  },
  {
    id: 'attribution-models',
    label: 'Attribution models',
    entries: entriesOf(attributionModels),
  },
  { id: 'allocations', label: 'Allocations of persistence', entries: entriesOf(allocations) },
]
