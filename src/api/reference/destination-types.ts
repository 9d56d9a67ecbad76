import { z } from 'zod'
import type { ReferenceEntry } from '../../model/answers/reference.ts'
import type { DestinationType } from '../../destinations/destination.ts'
import { destinationTypes } from '../../destinations/index.ts'
import type { Section } from '../../query/reference/index.ts'

export const destinationTypeSection: Section = {
  id: 'destination-types',
  label: 'Types of destinations',
  description:
    'Where audiences are sent: the `type` of a destination, with its `settings` and `secrets`. [destinations.md](../destinations.md) says how they behave.',
  entries: () => Object.entries(destinationTypes).map(entryOf),
}

function entryOf([id, type]: readonly [string, DestinationType]): ReferenceEntry {
  const { label, description, settings, example } = type
  return {
    id,
    label,
    description: [description, ...secretsOf(type), ...limitsOf(type), ...caveatOf(type)].join(' '),
    settings: z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any' }),
    examples: [{ kind: 'destination', id: 'there', type: id, ...example }],
  }
}

const secretsOf = ({ secrets }: DestinationType): readonly string[] =>
  secrets.map(
    ({ name, description, isRequired }) =>
      `Secret \`${name}\`${isRequired ? '' : ', which may be left out'}: ${description}.`,
  )

const limitsOf = ({ batch: { items } }: DestinationType): readonly string[] => [
  `At most ${items.toLocaleString('en')} people a batch.`,
]

const caveatOf = ({ isRunAgainstVendor }: DestinationType): readonly string[] =>
  isRunAgainstVendor
    ? []
    : ['Built and tested by the vendor’s documents; not run against the vendor’s own service.']
