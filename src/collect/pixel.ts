import type { Reply } from './protocol.ts'

/** What an `<img>` waits for: the smallest GIF, one pixel that cannot be seen. */
export const pixel: Reply = {
  body: Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
  headers: { 'content-type': 'image/gif', 'cache-control': 'no-store' },
}
