import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { sessionLimits } from '../../store/index.ts'

export const SESSION_COOKIE = 'throughline-session'

/**
 * Over https the name has the prefix `__Host-`: no other host or path can set it. Browsers take that name
 * over https only.
 */
const prefixed = { path: '/', secure: true, prefix: 'host' } as const
const plain = { path: '/', secure: false } as const

export const readSessionCookie = (context: Context): string | undefined =>
  getCookie(context, SESSION_COOKIE, 'host') ?? getCookie(context, SESSION_COOKIE)

export function writeSessionCookie(context: Context, id: string): void {
  setCookie(context, SESSION_COOKIE, id, {
    ...(isSecure(context) ? prefixed : plain),
    httpOnly: true,
    sameSite: 'Strict',
    maxAge: sessionLimits.absoluteMs / 1000,
  })
}

export function dropSessionCookie(context: Context): void {
  deleteCookie(context, SESSION_COOKIE, isSecure(context) ? prefixed : plain)
}

/** Who ends TLS in front of this server is seen by what the browser, or a proxy, says. */
function isSecure({ req }: Context): boolean {
  const origin = req.header('origin')
  if (origin !== undefined) return origin.startsWith('https://')
  return req.header('x-forwarded-proto') === 'https'
}
