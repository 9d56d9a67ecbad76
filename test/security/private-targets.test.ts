import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

const asked: string[] = []
let server: Server
let workspace: Workspace

beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    asked.push(url)
    response.end('who,ts\nann,2026-01-01T10:00:00Z\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  workspace = await openWorkspace({ threads: 1 })
})
afterAll(async () => {
  server.close()
  await workspace.close()
})

const portOf = (listening: Server) => (listening.address() as AddressInfo).port
const fetchInto = (url: string) => workspace.call('POST', 'datasets/web/import', { url })

describe('an address of this machine or network', () => {
  const spellings = [
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.0.0.1',
    '0x7f000001',
    '017700000001',
    '127.0.0.1.',
    '１２７.0.0.1',
    'localhost',
    '0.0.0.0',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::127.0.0.1]',
    '[2002:7f00:1::]',
    'me:secret@127.0.0.1',
  ]
  it.each(spellings)('is not asked as %s', async (host) => {
    const { status, body } = await fetchInto(`http://${host}:${portOf(server)}/a.csv`)
    expect([status, body['code']]).toEqual([403, 'outgoing/private-target'])
    expect(JSON.stringify(body)).not.toContain('secret@')
    expect(asked).toEqual([])
  })

  it.each(['169.254.169.254', '10.0.0.1', '100.64.0.1', '[fd00:ec2::254]', '[fe80::1]'])(
    '%s is not asked',
    async (host) => {
      const preview = await workspace.call('POST', 'datasets/web/preview', {
        url: `http://${host}/`,
      })
      expect(preview.body).toMatchObject({ code: 'outgoing/private-target' })
      expect((await fetchInto(`https://${host}/x.csv`)).status).toBe(403)
    },
  )

  it.each([
    'http://[fe80::1%25eth0]/a.csv',
    'http://[::1/a.csv',
    'http://127.0.0.1:99999/a.csv',
    'http://a b/a.csv',
    'http://%/a.csv',
    'http://256.256.256.256/a.csv',
    'https://',
  ])('%s, which is none, is the mistake of who names it', async (url) => {
    const { status, body } = await fetchInto(url)
    expect([status, body['code']]).toEqual([400, 'import/unreadable'])
    expect(body['detail']).toContain('it is no address that can be asked')
    expect((await workspace.call('POST', 'datasets/web/preview', { url })).status).toBe(400)
  })

  it('is no place for S3 either', async () => {
    process.env['AWS_ENDPOINT_URL_S3'] = `http://127.0.0.1:${portOf(server)}`
    const { status } = await fetchInto('s3://my-bucket/a.csv')
    delete process.env['AWS_ENDPOINT_URL_S3']
    expect([status, asked]).toEqual([403, []])
  })
})
