import { randomUUID } from 'node:crypto'
import { open, stat, symlink } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { ThroughlineError } from '../model/errors.ts'
import type { LakeClient } from '../lake/client.ts'
import { literal, type Sql, sql, value } from '../lake/sql.ts'
import type { SourceFile } from './source.ts'

/**
 * The files that a path, glob (`*`, `**`, `?`, `{a,b}`), `http(s)://` or `s3://` address means, by name.
 *
 * @throws ThroughlineError `import/not-found`
 */
export async function locate(lake: LakeClient, source: string): Promise<readonly SourceFile[]> {
  if (/^https?:\/\//.test(source)) return [remoteFile(source, 'url')]
  if (/^s3:\/\//.test(source)) return s3Files(lake, source)
  const path = resolve(source)
  if (await isFile(path)) return [await localFile(lake, path, source)]
  if (!/[*?{]/.test(source)) throw new ThroughlineError('import/not-found', { source })
  const paths = await matching(lake, sql`file(${value(path, 'String')}, 'One')`)
  if (paths.length === 0) throw new ThroughlineError('import/not-found', { source })
  return Promise.all(paths.map((found) => localFile(lake, found, found)))
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
}

async function matching(lake: LakeClient, table: Sql): Promise<readonly string[]> {
  const found = await lake.query<{ path: string }>(
    sql`SELECT _path AS path FROM ${table} ORDER BY path`,
  )
  return found.map(({ path }) => path)
}

async function s3Files(lake: LakeClient, source: string): Promise<readonly SourceFile[]> {
  if (!/[*?{]/.test(source)) return [remoteFile(source, 's3')]
  const paths = await matching(lake, sql`s3(${value(source, 'String')}, 'One')`)
  if (paths.length === 0) throw new ThroughlineError('import/not-found', { source })
  return paths.map((path) => remoteFile(`s3://${path}`, 's3'))
}

async function localFile(lake: LakeClient, path: string, name: string): Promise<SourceFile> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(8), 0, 8, 0)
    return {
      name,
      table: tableFunction('file', await withoutWildcards(lake, path)),
      path,
      head: buffer.subarray(0, bytesRead),
      isEmpty: bytesRead === 0,
    }
  } finally {
    await file.close()
  }
}

// file() takes any of these in a path for a glob and has no way to escape them.
async function withoutWildcards(lake: LakeClient, path: string): Promise<string> {
  if (!/[*?{}]/.test(path)) return path
  const link = join(lake.scratchDir, `${randomUUID()}-${basename(path).replace(/[*?{}]/g, '_')}`)
  await symlink(path, link)
  return link
}

function remoteFile(address: string, reader: 'url' | 's3'): SourceFile {
  return {
    name: address,
    table: tableFunction(reader, address),
    path: undefined,
    head: undefined,
    isEmpty: false,
  }
}

function tableFunction(reader: 'file' | 'url' | 's3', address: string): SourceFile['table'] {
  const call = { file: sql`file`, url: sql`url`, s3: sql`s3` }[reader]
  return (format, structure) => {
    const shape = structure === undefined ? sql`` : sql`, ${structure}`
    return sql`${call}(${value(address, 'String')}, ${literal(format)}${shape})`
  }
}
