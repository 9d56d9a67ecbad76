import { resolve } from 'node:path'
import { isS3 } from '../outgoing/index.ts'
import { folderPlace } from './folder-place.ts'
import type { Place } from './place.ts'
import { type BucketAccess, s3Place } from './s3-place.ts'

/** The place that was named: `s3://bucket/prefix`, or else a folder. */
export const openPlace = (address: string, access: BucketAccess): Place =>
  isS3(address) ? s3Place(address, access) : folderPlace(resolve(address))
