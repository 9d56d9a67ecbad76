import { isIP } from 'node:net'
import { z } from 'zod'

/** Settings of destinations that are spoken to over TLS. */
export const tlsSettings = {
  tls: z.enum(['verify', 'trust', 'off']).default('verify').meta({
    description:
      'verify: encrypted, and its certificate must be valid; trust: encrypted, whoever it is; off: in clear',
  }),
  authority: z.string().max(100_000).optional().meta({
    description: 'the certificate of a private authority that signed its certificate, as PEM',
  }),
}

export interface TlsSettings {
  readonly host: string
  readonly tls: 'verify' | 'trust' | 'off'
  readonly authority?: string | undefined
}

/** Its certificate is of the host that was named, whatever address is connected to. */
export const openTls = ({ host, tls, authority }: TlsSettings) => ({
  rejectUnauthorized: tls === 'verify',
  ...(authority !== undefined && { ca: authority }),
  ...(isIP(host) === 0 ? { servername: host } : { host }),
})
