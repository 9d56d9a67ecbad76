import { formats } from '../../ingest/formats/index.ts'
import type { Section } from '../../query/reference/index.ts'

export const fileFormatSection: Section = {
  id: 'file-formats',
  label: 'File formats',
  description:
    'Files that can be imported, by the ending of their name; `.gz` and `.zst` may follow it.',
  entries: () =>
    formats.map(({ label, extensions }) => ({
      id: extensions[0]!,
      label,
      description: `Files that end in ${extensions.map((extension) => `.${extension}`).join(' or ')}.`,
      examples: extensions.flatMap((extension) => [
        `events.${extension}`,
        `events.${extension}.gz`,
      ]),
    })),
}
