import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

const self = ["'self'"]
const none = ["'none'"]

/**
 * What every answer tells browsers. Scripts are the workspace's own files. Styles may be inline: the design
 * system places popovers, and tables their columns, by style attributes, and `index.html` has a few lines.
 */
export const protectiveHeaders: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: none,
    scriptSrc: self,
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: self,
    connectSrc: self,
    formAction: self,
    baseUri: none,
    objectSrc: none,
    frameAncestors: none,
  },
  referrerPolicy: 'same-origin',
  xFrameOptions: 'DENY',
  // Who ends TLS says it: a promise for a name that this server may not be alone under.
  strictTransportSecurity: false,
})

/** Answers of the API are for those who asked, now. */
export const noStore: MiddlewareHandler = async (context, next) => {
  await next()
  context.header('Cache-Control', 'no-store')
}
