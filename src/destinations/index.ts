import { getOwn } from '../model/own.ts'
import type { DestinationType } from './destination.ts'
import { braze } from './braze.ts'
import { email } from './email.ts'
import { file } from './file/file.ts'
import { googleCustomerMatch } from './google-customer-match.ts'
import { hubspot } from './hubspot.ts'
import { mailchimp } from './mailchimp.ts'
import { kafka } from './kafka.ts'
import { meta } from './meta.ts'
import { clickhouse } from './tables/clickhouse.ts'
import { mysql } from './tables/mysql.ts'
import { postgres } from './tables/postgres.ts'
import { redis } from './redis.ts'
import { segment } from './segment.ts'
import { tiktok } from './tiktok.ts'
import { webhook } from './webhook.ts'

/** In the order in which they are shown. */
export const destinationTypes: Readonly<Record<string, DestinationType>> = {
  webhook,
  file,
  postgres,
  mysql,
  clickhouse,
  redis,
  kafka,
  email,
  segment,
  braze,
  hubspot,
  mailchimp,
  'google-customer-match': googleCustomerMatch,
  meta,
  tiktok,
}

export const findDestinationType = (name: string): DestinationType | undefined =>
  getOwn(destinationTypes, name)
