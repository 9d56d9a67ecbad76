import type { IncomingHttpHeaders } from 'node:http'
import aws4 from 'aws4'
import { ThroughlineError } from '../model/errors.ts'
import type { FilePiece } from './file-piece.ts'

/** `s3://bucket/key` */
export const isS3 = (address: string): boolean => address.startsWith('s3://')

/** The request that an `s3://` address stands for. */
export function urlOfS3(address: string): URL {
  const { bucket, key, query } = partsOf(address)
  const path = key.split('/').map(encodeURIComponent).join('/')
  const endpoint = readEndpoint()
  // Names with dots fit no certificate as a part of the host.
  const isHost = endpoint === undefined && !bucket.includes('.')
  const host = `s3.${region()}.amazonaws.com`
  const base = isHost ? `https://${bucket}.${host}` : `${endpoint ?? `https://${host}`}/${bucket}`
  return new URL(`${base}/${path}${query}`)
}

const region = (): string =>
  process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? 'us-east-1'

const regionOf = ({ hostname }: URL): string | undefined =>
  /(?:^|\.)s3\.([a-z0-9-]+)\.amazonaws\.com$/.exec(hostname)?.[1]

/** The same request to the region where S3 says that the bucket is. */
export function moveToRegion(url: URL, headers: IncomingHttpHeaders): URL | undefined {
  const told = headers['x-amz-bucket-region']
  const asked = regionOf(url)
  const isElsewhere = typeof told === 'string' && /^[a-z0-9-]+$/.test(told) && told !== asked
  if (asked === undefined || !isElsewhere) return undefined
  return new URL(url.href.replace(`s3.${asked}.amazonaws.com`, `s3.${told}.amazonaws.com`))
}

/** S3 itself, or what the environment names in its place: nobody else is shown a signature. */
function isS3Host(url: URL): boolean {
  const endpoint = readEndpoint()
  return endpoint === undefined ? regionOf(url) !== undefined : url.host === new URL(endpoint).host
}

const readEndpoint = (): string | undefined =>
  process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL']

/** Headers that say what is sent, and prove who asks where the environment has keys. */
export function signS3(url: URL, sent?: Pick<FilePiece, 'bytes' | 'sha256'>): Headers {
  if (sent === undefined) return proveS3(url, 'GET', {})
  const content = { 'content-length': String(sent.bytes), 'x-amz-content-sha256': sent.sha256 }
  return { ...content, ...proveS3(url, 'PUT', content) }
}

type Headers = Readonly<Record<string, string>>

function proveS3(url: URL, method: string, sent: Headers): Headers {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env
  if (!accessKeyId || !secretAccessKey || !isS3Host(url)) return {}
  const sessionToken = process.env['AWS_SESSION_TOKEN']
  const keys = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) }
  const place = { region: regionOf(url) ?? region(), host: url.host }
  const path = url.pathname + url.search
  const request = { service: 's3', ...place, path, method, headers: { ...sent } }
  const { headers = {} } = aws4.sign(request, keys)
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

/** @throws ThroughlineError `import/not-found` where the bucket has no possible name */
export function partsOf(address: string) {
  const found = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([^]*?))?(\?list-type=[^]*)?$/.exec(
    address,
  )
  if (found === null) throw new ThroughlineError('import/not-found', { source: address })
  const [, bucket = '', key = '', query = ''] = found
  return { bucket, key, query }
}
