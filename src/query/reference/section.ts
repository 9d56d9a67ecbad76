import type { ReferenceEntry, ReferenceSection } from '../../model/answers/reference.ts'

/** A section that is put together when it is asked for. */
export interface Section extends Pick<ReferenceSection, 'id' | 'label' | 'description'> {
  entries(): readonly ReferenceEntry[]
}

interface About extends Pick<ReferenceEntry, 'label' | 'description'> {
  readonly examples?: readonly unknown[]
}

/** What the definitions of a registry say about themselves, and what `more` says of each. */
export function describeRegistry<D extends About>(
  registry: Readonly<Record<string, D>>,
  more: (definition: D) => Partial<ReferenceEntry> = () => ({}),
): readonly ReferenceEntry[] {
  return Object.entries(registry).map(([id, definition]) => {
    const { label, description, examples = [] } = definition
    return { id, label, description, examples, ...more(definition) }
  })
}
