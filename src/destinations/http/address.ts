import { z } from 'zod'

/** Where requests go. */
export const httpAddress = z
  .string()
  .max(2000)
  .refine(isHttp, { error: 'expected an address that begins with https:// or http://' })

function isHttp(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

/** A vendor's API, unless the settings name another one, and a path there. */
export const addressAt = (endpoint: string, path: string): string =>
  `${endpoint.replace(/\/+$/, '')}${path}`
