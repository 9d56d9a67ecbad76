import { getOwn } from '../model/own.ts'
import type { DestinationType } from './destination.ts'
import { email } from './email.ts'
import { file } from './file/file.ts'
import { redis } from './redis.ts'
import { mysql } from './tables/mysql.ts'
import { postgres } from './tables/postgres.ts'
import { webhook } from './webhook.ts'

/** In the order in which they are shown. */
export const destinationTypes: Readonly<Record<string, DestinationType>> = {
  webhook,
  file,
  postgres,
  mysql,
  redis,
  email,
}

export const findDestinationType = (name: string): DestinationType | undefined =>
  getOwn(destinationTypes, name)
