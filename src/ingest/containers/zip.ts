import { openPromise, type ZipFile } from 'yauzl'
import { ThroughlineError } from '../../model/errors.ts'
import type { LakeClient } from '../../lake/client.ts'
import type { SourceFile } from '../source.ts'
import type { Container, Member } from './container.ts'
import { openPlainFile } from './plain-bytes.ts'

/** The first bytes of a zip archive; of one without files. */
const magics = ['PK\x03\x04', 'PK\x05\x06']

export const zip: Container = {
  name: 'zip',
  extensions: ['zip'],
  recognises: isZip,
  isDocument: (lake, file) => withZip(lake, file, hasDocumentParts),
  async *members(lake, file) {
    const plain = await openPlainFile(lake, file)
    try {
      yield* filesOf(plain.path, file.name)
    } finally {
      await plain.remove()
    }
  },
}

export function isZip(head: Uint8Array): boolean {
  return magics.includes(Buffer.from(head.subarray(0, 4)).toString('latin1'))
}

/** @throws ThroughlineError `import/unreadable` */
export async function withZip<T>(
  lake: LakeClient,
  file: SourceFile,
  work: (archive: ZipFile) => Promise<T>,
): Promise<T> {
  const plain = await openPlainFile(lake, file)
  try {
    const archive = await openZip(plain.path, file.name)
    return await work(archive).finally(() => archive.close())
  } finally {
    await plain.remove()
  }
}

async function openZip(path: string, name: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { autoClose: false, lazyEntries: true })
  } catch {
    throw broken(name, 'it is a zip archive that is broken')
  }
}

async function* filesOf(path: string, name: string): AsyncIterable<Member> {
  const archive = await openZip(path, name)
  try {
    for await (const entry of archive.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue
      if (entry.isEncrypted()) throw broken(name, 'it is a zip archive with a password')
      yield { name: entry.fileName, open: () => archive.openReadStreamPromise(entry) }
    }
  } finally {
    archive.close()
  }
}

/** Office files say what their parts are in a first entry of this name. */
async function hasDocumentParts(archive: ZipFile): Promise<boolean> {
  for await (const { fileName } of archive.eachEntry()) {
    if (fileName === '[Content_Types].xml' || fileName === 'mimetype') return true
  }
  return false
}

const broken = (source: string, reason: string) =>
  new ThroughlineError('import/unreadable', { source, reason })
