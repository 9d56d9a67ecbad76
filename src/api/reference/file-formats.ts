import { compressions, containers } from '../../ingest/containers/index.ts'
import { formats } from '../../ingest/formats/index.ts'
import type { Section } from '../../query/reference/index.ts'

const packings = [...compressions, ...containers].map(({ extensions }) => `\`.${extensions[0]}\``)

export const fileFormatSection: Section = {
  id: 'file-formats',
  label: 'File formats',
  description: `Files that can be imported. The format is found in the file itself; its name decides where that leaves it open, and \`--file-format\` or \`format\` where the name is wrong. Files may be packed and in archives (${packings.join(', ')}), which are recognised as well; each file of an archive is imported, and those that are no data are named in the answer. Text may be in any encoding: byte order marks and declarations are followed, UTF-8 is recognised, others are guessed, and asked for with their readings where that is not safe (\`--encoding\`).`,
  entries: () =>
    formats.map(({ name, label, description, extensions }) => ({
      id: name,
      label,
      description,
      examples: extensions.map((extension) => `events.${extension}`),
    })),
}
