import picomatch from 'picomatch'
import { SaxesParser } from 'saxes'
import type { Outgoing } from './outgoing.ts'
import { partsOf } from './s3.ts'

const MOST_PAGES = 1000

/**
 * The addresses of a bucket that a glob means (`*`, `**`, `?`, `{a,b}`), by name.
 *
 * @throws as `Outgoing.read`
 */
export async function listS3(
  outgoing: Outgoing,
  glob: string,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const { bucket, key } = partsOf(glob)
  const prefix = /^[^*?{]*/.exec(key)![0]
  const isMeant = picomatch(key, { dot: true })
  const keys: string[] = []
  let next: string | undefined
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = { 'list-type': '2', prefix, ...(next && { 'continuation-token': next }) }
    const listed = readList(
      await outgoing.read(`s3://${bucket}?${new URLSearchParams(page)}`, signal),
    )
    keys.push(...listed.keys.filter((one) => isMeant(one)))
    next = listed.next
    if (next === undefined) break
  }
  return keys.toSorted().map((one) => `s3://${bucket}/${one}`)
}

/** Keys, and where the next page begins, of an answer to ListObjectsV2. */
function readList(xml: string): { keys: readonly string[]; next: string | undefined } {
  const keys: string[] = []
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
    if (name === 'Key') keys.push(text)
    if (name === 'NextContinuationToken') next = text
  })
  parser.write(xml).close()
  return { keys, next }
}
