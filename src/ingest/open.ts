import { ThroughlineError } from '../model/errors.ts'
import type { FileOptions } from '../model/import-options.ts'
import type { LakeClient } from '../lake/client.ts'
import { reading } from './broken-file.ts'
import { isCompressed, stripCompression } from './compression.ts'
import { formats } from './formats/index.ts'
import type { FileFormat, OpenFile, SourceFile } from './source.ts'

/**
 * Opens a file in the format that the options or its name say.
 *
 * @throws ThroughlineError `import/unknown-format`, `import/unreadable`
 */
export async function open(
  lake: LakeClient,
  file: SourceFile,
  options: FileOptions,
): Promise<OpenFile> {
  const format =
    options.format === undefined ? formatByName(file) : formatCalled(file, options.format)
  checkHead(file, format)
  return reading(file, () => format.open(lake, file, options))
}

function formatCalled({ name: source }: SourceFile, name: string): FileFormat {
  const wanted = name.toLowerCase()
  const found = formats.find(
    (format) => format.name === wanted || format.extensions.includes(wanted),
  )
  if (found !== undefined) return found
  const allowed = formats.map((format) => format.name)
  throw new ThroughlineError('import/unknown-format', { source, format: name, allowed }, ['format'])
}

function formatByName({ name: source }: SourceFile): FileFormat {
  const found = findFormat(source)
  if (found !== undefined) return found
  const allowed = formats.flatMap(({ extensions }) => extensions)
  throw new ThroughlineError('import/unknown-format', { source, allowed })
}

/** `https://host/events.csv.gz?v=1` → CSV */
function findFormat(name: string): FileFormat | undefined {
  const path = stripCompression((name.split(/[?#]/, 1)[0] ?? name).toLowerCase())
  const extension = /\.([a-z]+)$/.exec(path)?.[1]
  return formats.find(({ extensions }) => extension !== undefined && extensions.includes(extension))
}

/** The first bytes tell some formats apart, whatever the file is called. */
function checkHead(file: SourceFile, format: FileFormat): void {
  if (file.head === undefined || isCompressed(file.name)) return
  const head = Buffer.from(file.head).toString('latin1')
  const reason = findMismatch(head, file.isEmpty, format)
  if (reason !== '') throw new ThroughlineError('import/unreadable', { source: file.name, reason })
}

function findMismatch(head: string, isEmpty: boolean, format: FileFormat): string {
  const others = formats.filter(({ magic }) => magic !== undefined && head.startsWith(magic))
  if (format.magic !== undefined && !isEmpty && !head.startsWith(format.magic)) {
    return `it is not ${format.label}`
  }
  if (isEmpty && format.magic !== undefined) return 'it is empty'
  if (others[0] !== undefined && others[0] !== format) return `it is ${others[0].label}`
  if (head.startsWith('\x1f\x8b')) return 'it is compressed; its name should end in .gz'
  if (head.startsWith('\x28\xb5\x2f\xfd')) return 'it is compressed; its name should end in .zst'
  return head.startsWith('PK\x03\x04') ? 'it is a zip archive' : ''
}
