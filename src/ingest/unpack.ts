import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { makeFolder } from '../model/make-folder.ts'
import { LakeError, ThroughlineError } from '../model/errors.ts'
import type { LakeClient } from '../lake/client.ts'
import { reading } from './broken-file.ts'
import type { Container } from './containers/container.ts'
import { compressions, containers } from './containers/index.ts'
import { checkLimits, mostUnpackedBytes, type UnpackedCount } from './containers/limits.ts'
import { readHead, unpacksBeyond } from './containers/plain-bytes.ts'
import { findFeed } from './formats/adobe-feed/find-feed.ts'
import type { LocatedFile, SourceFile } from './source.ts'
import { tableFunction } from './table-function.ts'

/** How much of a file is looked at to tell what it is. */
export const HEAD_BYTES = 1 << 20

/** The files that a file holds: itself, or the members of an archive. */
export interface Unpacked {
  readonly files: readonly SourceFile[]
  /** Takes away what was written on the way. */
  remove(): Promise<void>
}

/** Where members are written, and how much that was. */
interface Unpacking {
  readonly lake: LakeClient
  readonly folder: string
  readonly count: UnpackedCount
}

/**
 * Looks into a file: what its first bytes are, unpacked, and which files are in it when it is an
 * archive, in the archive's order.
 *
 * @throws ThroughlineError `import/unreadable`, `import/archive-too-large`
 */
export async function unpack(lake: LakeClient, located: LocatedFile): Promise<Unpacked> {
  const folder = join(lake.scratchDir, `${randomUUID()}.unpacked`)
  const remove = () => rm(folder, { recursive: true, force: true })
  const packedBytes = (await stat(located.path)).size
  const count = { files: 0, bytes: 0, packedBytes, source: located.name }
  try {
    const unpacking = { lake, folder, count }
    const beside = (other: LocatedFile) => filesIn(unpacking, other, 0)
    return { files: await findFeed(await filesIn(unpacking, located, 0), beside), remove }
  } catch (error) {
    await remove()
    throw error
  }
}

async function filesIn(
  unpacking: Unpacking,
  located: LocatedFile,
  depth: number,
): Promise<readonly SourceFile[]> {
  const { lake, count } = unpacking
  const file = await look(unpacking, located)
  const container = containers.find(({ recognises }) => recognises(file.head))
  if (container === undefined || (await container.isDocument?.(lake, file))) return [file]
  checkLimits(count, depth + 1)
  const files: SourceFile[] = []
  for (const member of await writeMembers(unpacking, file, container)) {
    files.push(...(await filesIn(unpacking, member, depth + 1)))
  }
  if (files.length > 0) return files
  throw unreadable(file.name, `it is a ${container.name} archive without files`)
}

/** The file with its first unpacked bytes; what ClickHouse does not unpack itself is written out. */
async function look(unpacking: Unpacking, located: LocatedFile): Promise<SourceFile> {
  const { lake } = unpacking
  const { path } = located
  const head = await readStart(path)
  const packing = compressions.find(({ magic }) => startsWith(head, magic))
  if (packing === undefined) return { ...located, table: readPlain(path), head }
  const packed = [...located.packed, packing.name]
  if (packing.unpack === undefined) {
    const table = tableFunction(path, packing.clickHouse)
    const file = { ...located, packed, table, compression: packing.name }
    await checkGrowth(unpacking, file)
    return { ...file, head: await reading(located, () => readHead(lake, file, HEAD_BYTES)) }
  }
  const plain = await newPath(unpacking, located.name)
  await unpacked(located.name, packing.name, async () =>
    write(unpacking, plain, createReadStream(path), packing.unpack!()),
  )
  return look(unpacking, { ...located, packed, path: plain, table: readPlain(plain) })
}

/** What ClickHouse unpacks in reading is written nowhere, and takes time and memory all the same. */
async function checkGrowth({ lake, count }: Unpacking, file: Pick<SourceFile, 'table'>) {
  const most = mostUnpackedBytes(count.packedBytes)
  if (await unpacksBeyond(lake, file, most)) checkLimits({ ...count, bytes: most + 1 }, 0)
}

/** ClickHouse would unpack by the ending of a name. */
const readPlain = (path: string) => tableFunction(path, 'none')

async function readStart(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const startsWith = (head: Uint8Array, magic: string): boolean =>
  Buffer.from(head.subarray(0, magic.length)).toString('latin1') === magic

async function writeMembers(
  unpacking: Unpacking,
  file: SourceFile,
  container: Container,
): Promise<readonly LocatedFile[]> {
  const packed = [...file.packed, container.name]
  const written: LocatedFile[] = []
  await unpacked(file.name, container.name, async () => {
    for await (const member of container.members(unpacking.lake, file)) {
      if (isLitter(member.name)) continue
      const path = await newPath(unpacking, member.name)
      unpacking.count.files += 1
      await write(unpacking, path, await member.open())
      const name = `${file.name}/${member.name}`
      written.push({ name, path, packed, table: readPlain(path) })
    }
  })
  return written
}

/** What systems put into archives by themselves. */
const isLitter = (name: string): boolean =>
  /(^|\/)(__MACOSX\/|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$)/.test(name)

/** Writes what comes of the bytes at the end of some streams, counted. */
async function write(
  { count }: Unpacking,
  path: string,
  ...streams: readonly [Readable, ...NodeJS.ReadWriteStream[]]
): Promise<void> {
  const counting = new Transform({
    transform(chunk: Buffer, _, done) {
      count.bytes += chunk.length
      try {
        checkLimits(count, 0)
        done(null, chunk)
      } catch (error) {
        done(error as Error)
      }
    },
  })
  await pipeline([...streams, counting, createWriteStream(path)])
}

/** Paths are of our own making: names of members say where nothing is written. */
async function newPath({ folder, count }: Unpacking, name: string): Promise<string> {
  await makeFolder(folder)
  const safe = basename(name).replace(/[^\w.-]/g, '_')
  return join(folder, `${count.files}-${randomUUID()}-${safe}`)
}

/** What libraries say of a broken archive becomes the caller's error. */
async function unpacked(source: string, kind: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const isOurs = error instanceof ThroughlineError || error instanceof LakeError
    // A full disk, say: the system's calls have names.
    if (isOurs || (error instanceof Error && 'syscall' in error)) throw error
    throw unreadable(source, `its ${kind} archive is broken`)
  }
}

const unreadable = (source: string, reason: string) =>
  new ThroughlineError('import/unreadable', { source, reason })
