import { allocations } from '../../engine/index.ts'
import { describeRegistry, type Section } from './section.ts'

export const allocationSection: Section = {
  id: 'allocations',
  label: 'Allocations of persistence',
  description:
    'The `allocation` of a dimension’s `persistence`. Examples: values as they are set on events, and as events then have them.',
  entries: () => describeRegistry(allocations),
}
