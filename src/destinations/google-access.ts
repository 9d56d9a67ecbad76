import { z } from 'zod'
import type { Outgoing } from '../outgoing/index.ts'
import { DestinationError } from './destination-error.ts'
import { addressAt } from './http/address.ts'
import { call } from './http/call.ts'
import { unclearAnswer } from './http/json-call.ts'
import { at, readJson } from './http/json.ts'
import { isSuccess, statusError } from './http/status-error.ts'

/** What Google knows an installed application by. */
interface Application {
  readonly tokenEndpoint: string
  readonly clientId: string
  readonly clientSecret: string
  readonly refreshToken: string
}

const answered = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() })

/** A token is not used in the last minute of its life. */
const SPARE_MS = 60_000

/** Gives access tokens for a refresh token; one is used for as long as it lives. */
export function openGoogleAccess(outgoing: Outgoing, own: Application) {
  let token = ''
  let endsAt = 0
  return async function accessToken(signal: AbortSignal): Promise<string> {
    if (Date.now() < endsAt - SPARE_MS) return token
    const { access_token, expires_in } = await refresh(outgoing, own, signal)
    token = access_token
    endsAt = Date.now() + expires_in * 1000
    return token
  }
}

/** @throws DestinationError */
async function refresh(outgoing: Outgoing, own: Application, signal: AbortSignal) {
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: own.clientId,
    client_secret: own.clientSecret,
    refresh_token: own.refreshToken,
  }).toString()
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const address = addressAt(own.tokenEndpoint, '/token')
  const answer = await call(outgoing, address, { method: 'POST', headers, body }, signal)
  const json = readJson(answer.text)
  if (!isSuccess(answer)) {
    const { message, retry, retryAfterMs } = statusError(answer, at(json, 'error'))
    const told = `Google gives no access: ${message}`
    throw new DestinationError(told, retry === 'split' ? 'after-user-action' : retry, {
      retryAfterMs,
    })
  }
  const parsed = answered.safeParse(json)
  if (parsed.success) return parsed.data
  throw unclearAnswer()
}
