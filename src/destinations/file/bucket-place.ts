import { createHash, randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Outgoing, OutgoingError } from '../../outgoing/index.ts'
import { DestinationError } from '../destination-error.ts'
import { asNetworkFailure } from '../network/failure.ts'
import type { FilePlace } from './file-place.ts'

export interface BucketAccess {
  readonly outgoing: Outgoing
  readonly scratchDir: string
}

/** A prefix of a bucket. An object is there wholly or not at all: S3 itself sees to that. */
export function bucketPlace(address: string, { outgoing, scratchDir }: BucketAccess): FilePlace {
  const addressOf = (name: string) => `${address.replace(/\/$/, '')}/${name}`
  const place: FilePlace = {
    read: (name, signal) =>
      outgoing.read(addressOf(name), signal).catch((error: unknown) => {
        if (hasStatus(error, '404')) return undefined
        throw asBucketFailure(error)
      }),
    async write(name, bytes, signal) {
      const path = join(scratchDir, `${randomUUID()}.part`)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      try {
        await writeFile(path, bytes)
        const piece = { path, start: 0, bytes: bytes.length, sha256 }
        await outgoing.upload(addressOf(name), piece, signal)
      } catch (error) {
        throw asBucketFailure(error)
      } finally {
        await rm(path, { force: true })
      }
    },
    // To delete from a bucket is a right more than is needed.
    check: (signal) => place.write('throughline-check.json', Buffer.from('{}\n'), signal),
  }
  return place
}

const hasStatus = (error: unknown, statuses: string): boolean =>
  error instanceof OutgoingError && new RegExp(`status (${statuses})$`).test(error.message)

function asBucketFailure(cause: unknown): DestinationError {
  if (!hasStatus(cause, '400|401|403|404')) return asNetworkFailure(cause)
  const { message } = cause as OutgoingError
  const reason = `the bucket is not there, or does not let us in: ${message}`
  return new DestinationError(reason, 'after-user-action', { cause })
}
