import { attributionModels } from '../../engine/index.ts'
import { describeRegistry, type Section } from './section.ts'

export const attributionModelSection: Section = {
  id: 'attribution-models',
  label: 'Attribution models',
  description:
    'The `model` of an `attribution`. Examples: a conversion’s touchpoints and their credit.',
  entries: () => describeRegistry(attributionModels),
}
