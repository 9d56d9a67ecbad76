import picomatch from 'picomatch'
import { SaxesParser } from 'saxes'
import type { Outgoing } from './outgoing.ts'
import { partsOf } from './s3.ts'

const MOST_PAGES = 1000

/** An object of a bucket, and what changes with its content. */
export interface BucketObject {
  /** `s3://bucket/key` */
  readonly address: string
  readonly tag: string
}

/** The addresses of a bucket that a glob means, by name. Errors as of `listObjects`. */
export async function listS3(
  outgoing: Outgoing,
  glob: string,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  return (await listObjects(outgoing, glob, signal)).map(({ address }) => address)
}

/**
 * The objects of a bucket that a glob means (`*`, `**`, `?`, `{a,b}`), by name.
 *
 * @throws as `Outgoing.read`
 */
export async function listObjects(
  outgoing: Outgoing,
  glob: string,
  signal?: AbortSignal,
): Promise<readonly BucketObject[]> {
  const { bucket, key } = partsOf(glob)
  const prefix = /^[^*?{]*/.exec(key)![0]
  const isMeant = picomatch(key, { dot: true })
  const objects: Listed[] = []
  let next: string | undefined
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = { 'list-type': '2', prefix, ...(next && { 'continuation-token': next }) }
    const listed = readList(
      await outgoing.read(`s3://${bucket}?${new URLSearchParams(page)}`, signal),
    )
    objects.push(...listed.objects.filter((one) => isMeant(one.key)))
    next = listed.next
    if (next === undefined) break
  }
  const named = objects.map(({ key: own, tag }) => ({ address: `s3://${bucket}/${own}`, tag }))
  return named.toSorted((a, b) => (a.address < b.address ? -1 : 1))
}

interface Listed {
  readonly key: string
  tag: string
}

/** Keys and tags, and where the next page begins, of an answer to ListObjectsV2. */
function readList(xml: string): { objects: readonly Listed[]; next: string | undefined } {
  const objects: Listed[] = []
  let next: string | undefined
  let text = ''
  const parser = new SaxesParser()
  parser.on('opentag', () => {
    text = ''
  })
  parser.on('text', (more) => {
    text += more
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'Key') objects.push({ key: text, tag: '' })
    if (name === 'ETag' || name === 'LastModified') objects.at(-1)!.tag += text
    if (name === 'NextContinuationToken') next = text
  })
  parser.write(xml).close()
  return { objects, next }
}
