import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { makeFolder } from '../model/make-folder.ts'
import { ThroughlineError } from '../model/errors.ts'
import { listS3, type Outgoing, OutgoingError } from '../outgoing/index.ts'
import { type KeptFile, MANIFEST, type Piece } from './manifest.ts'
import { cutFile, hashFile } from './pieces.ts'
import type { Place } from './place.ts'

export interface BucketAccess {
  readonly outgoing: Outgoing
  /** A folder of this machine for files on their way. */
  readonly scratchDir: string
  /** The most of an object: 1 GiB unless told. */
  readonly pieceBytes?: number | undefined
}

const GIB = 2 ** 30
const MOST_TRIES = 4

/** A prefix of a bucket, `s3://bucket/prefix`, through the client of outgoing requests. */
export function s3Place(
  address: string,
  { outgoing, scratchDir, pieceBytes = GIB }: BucketAccess,
): Place {
  const prefix = address.replace(/\/+$/, '')
  const addressOf = (name: string) => `${prefix}/${name}`
  const pathOf = (name: string) => join(scratchDir, `backup-${basename(name)}`)
  const told =
    (code: 'backup/wrong-place' | 'backup/place-failed' | 'backup/unusable') => (reason: string) =>
      new ThroughlineError(code, { place: address, reason })
  const refused = (reason: string) =>
    told(isOfThePlace(reason) ? 'backup/wrong-place' : 'backup/place-failed')(reason)
  const asking = <T>(work: () => Promise<T>) => insist(work, refused)

  async function fetchPiece({ name, bytes, sha256 }: Piece): Promise<string> {
    const path = pathOf(`${name}.piece`)
    await asking(() => outgoing.download(addressOf(name), path))
    if ((await hashFile(path)) === sha256) return path
    const reason = `${name} is not the ${bytes} bytes that were written`
    throw told('backup/unusable')(reason)
  }

  return {
    address,
    async begin() {
      await makeFolder(scratchDir)
      const found = await asking(() => listS3(outgoing, addressOf('**')))
      if (found.length > 0) throw new ThroughlineError('backup/place-not-empty', { place: address })
    },
    pathOf,
    async keep(name) {
      const path = pathOf(name)
      // The manifest names the pieces, and is found by its name.
      const cut = await cutFile(path, name === MANIFEST ? Number.POSITIVE_INFINITY : pieceBytes)
      const pieces = cut.map(({ bytes, sha256 }, index) => {
        const suffix = cut.length === 1 ? '' : `.${index + 1}`
        return { name: `${name}${suffix}`, bytes, sha256 }
      })
      for (const [index, piece] of pieces.entries()) {
        await asking(() => outgoing.upload(addressOf(piece.name), cut[index]!))
      }
      await rm(path)
      return { pieces }
    },
    // Without a manifest nobody takes it for a backup; to delete from a bucket is more than is needed here.
    discard: async () => {},
    readManifest: () => insist(() => outgoing.read(addressOf(MANIFEST)), told('backup/unusable')),
    async withFile({ pieces }: KeptFile, work) {
      await makeFolder(scratchDir)
      const path = pathOf(pieces[0]!.name.replace(/\.\d+$/, ''))
      try {
        await rm(path, { force: true })
        for (const piece of pieces) {
          const fetched = await fetchPiece(piece)
          await pipeline(createReadStream(fetched), createWriteStream(path, { flags: 'a' }))
          await rm(fetched)
        }
        return await work(path)
      } finally {
        await rm(path, { force: true })
      }
    },
  }
}

/** Whether there is no such bucket, or nobody may write to it who has these keys. */
const isOfThePlace = (reason: string): boolean => /status 40[134]/.test(reason)

/** Whether another try would be answered in the same way. */
const isRefusal = (reason: string): boolean => reason.includes('status 4')

/** Asks again where it was the other side that failed, each time after a longer while. */
async function insist<T>(
  work: () => Promise<T>,
  told: (reason: string) => ThroughlineError,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof OutgoingError)) throw error
      if (tries === MOST_TRIES || isRefusal(error.message)) throw told(error.message)
      await wait(200 * 4 ** (tries - 1))
    }
  }
}
