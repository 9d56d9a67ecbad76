import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { LocatedFile, SourceFile } from '../../source.ts'
import { tableFunction } from '../../table-function.ts'

const HEADERS = 'column_headers.tsv'

/** One archive with all in it, or files of hits beside an archive with the rest. */
const isOfHits = (name: string): boolean => /^(hit_data|\d\d-.+)\.tsv(\.gz)?$/.test(basename(name))
const isOfLookups = (name: string): boolean => /lookup_data\.(tar\.gz|tgz|zip)$/.test(name)

/**
 * The files of hits of a data feed, each with the names of its columns and its lookup tables beside it;
 * all files where they are no feed. `unpackBeside` gives the files of another file.
 */
export async function findFeed(
  files: readonly SourceFile[],
  unpackBeside: (file: LocatedFile) => Promise<readonly SourceFile[]>,
): Promise<readonly SourceFile[]> {
  const hits = files.filter(({ name }) => isOfHits(name))
  if (hits.length === 0) return files
  const others = hits.length < files.length ? files : await findBeside(hits[0]!, unpackBeside)
  const companions = new Map(others.map((file) => [basename(file.name), file] as const))
  if (!companions.has(HEADERS)) return files
  return hits.map((file) => ({ ...file, companions, settled: { format: 'adobe-feed' } }))
}

async function findBeside(
  { path, name }: SourceFile,
  unpackBeside: (file: LocatedFile) => Promise<readonly SourceFile[]>,
): Promise<readonly SourceFile[]> {
  const folder = dirname(path)
  const names = (await readdir(folder)).filter((each) => each !== basename(path))
  const parts = names.includes(HEADERS)
    ? names.filter((each) => each.endsWith('.tsv') && !isOfHits(each))
    : names.filter((each) => isOfLookups(each) && isSameFeed(each, basename(name)))
  const found = parts.map((each) => {
    const beside = join(folder, each)
    return unpackBeside({
      name: beside,
      path: beside,
      packed: [],
      table: tableFunction(beside),
    })
  })
  return (await Promise.all(found)).flat()
}

/** `01-shop_2024-01-01.tsv.gz` and `shop_2024-01-01-lookup_data.tar.gz` */
function isSameFeed(lookups: string, hits: string): boolean {
  const feed = /^\d\d-(.+?)\.tsv/.exec(hits)?.[1]
  return feed === undefined || lookups.startsWith(`${feed}-`)
}
