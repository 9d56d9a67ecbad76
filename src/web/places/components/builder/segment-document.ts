import type { DefinitionDocument } from '../../../../model/answers/definitions.ts'
import type { SegmentContainer } from '../../../../model/conditions.ts'

/** What is edited of a segment. */
export interface SegmentDraft {
  readonly name: string
  readonly description: string
  /** As it is typed, with commas. */
  readonly tags: string
  /** Empty: none. */
  readonly folder: string
  readonly root: SegmentContainer
}

interface Written {
  readonly name?: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly folder?: string
  readonly definition: SegmentContainer
}

export function readDraft(document: DefinitionDocument): SegmentDraft {
  const written = document as unknown as Written
  const { name = '', description = '', tags = [], folder = '', definition } = written
  return { name, description, tags: tags.join(', '), folder, root: definition }
}

/** The document as it was, with what was changed. */
export function writeDraft(document: DefinitionDocument, draft: SegmentDraft): DefinitionDocument {
  const before = readDraft(document)
  const { name: _, description: __, tags: ___, folder: ____, definition: _____, ...rest } = document
  const tags = draft.tags === before.tags ? document['tags'] : splitTags(draft.tags)
  return {
    ...rest,
    ...(draft.name !== '' && { name: draft.name }),
    ...(draft.description !== '' && { description: draft.description }),
    ...(Array.isArray(tags) && (tags.length > 0 || tags === document['tags']) && { tags }),
    ...(draft.folder !== '' && { folder: draft.folder }),
    definition: draft.root,
  } as DefinitionDocument
}

const splitTags = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
]
