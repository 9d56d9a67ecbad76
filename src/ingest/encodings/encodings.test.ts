import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Importing, openImporting } from '../../../test/support/importing.ts'
import { gzipSync } from 'node:zlib'

let importing: Importing
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())

const table = (values: readonly string[]) =>
  ['ts,v', ...values.map((value) => `2026-01-01,${value}`), ''].join('\n')

const texts: Readonly<Record<string, readonly string[]>> = {
  german: ['München', 'Köln', 'plain'],
  french: ['Accueil général', 'À propos – l’équipe', 'Réservé à la clientèle'],
  spanish: ['Málaga', 'A Coruña'],
  prices: ['12 €', '14 €'],
  polish: ['Łódź', 'Gdańsk', 'Wrocław', 'Poznań', 'Białystok', 'Częstochowa'],
  czech: ['Plzeň', 'České Budějovice', 'Hradec Králové', 'Děčín'],
  russian: ['Москва', 'Санкт-Петербург', 'Казань'],
  turkish: ['Diyarbakır', 'Şanlıurfa', 'Muğla', 'İstanbul'],
  greek: ['Αθήνα', 'Θεσσαλονίκη', 'Πάτρα'],
  japanese: ['東京', '大阪市', 'よこはま', 'カート'],
  chinese: ['北京的产品', '上海市是在中国', '购物车里有什么', '我们的产品和服务', '首页 不是 这个'],
  korean: [
    '서울 여행',
    '부산에서 왔습니다',
    '장바구니에 담기',
    '우리는 한국 사람입니다',
    '그리고 이것은',
  ],
}

it.each([
  ['german', 'utf-16le'],
  ['german', 'utf-16be'],
  ['german', 'windows-1252'],
  ['german', 'macintosh'],
  ['german', 'cp850'],
  ['french', 'windows-1252'],
  ['spanish', 'windows-1252'],
  ['prices', 'windows-1252'],
  ['polish', 'windows-1250'],
  ['czech', 'windows-1250'],
  ['russian', 'windows-1251'],
  ['russian', 'koi8-r'],
  ['turkish', 'windows-1254'],
  ['russian', 'utf-16le'],
  ['greek', 'windows-1253'],
  ['japanese', 'shift_jis'],
  ['japanese', 'euc-jp'],
  ['chinese', 'gb18030'],
  ['korean', 'euc-kr'],
] as const)('reads %s text in %s', async (name, encoding) => {
  const values = texts[name]!
  const { rows } = await importing.load('a.csv', iconv.encode(table(values), encoding))
  expect(rows.map(({ v }) => v)).toEqual(values)
})

it.each(['utf-8', 'utf-16le', 'utf-16be'] as const)('takes the mark of %s', async (encoding) => {
  const marked = (text: string) => iconv.encode(text, encoding, { addBOM: true })
  const csv = await importing.load('a.csv', marked('"ts",v\n2026-01-01,é\n'))
  expect(csv.rows).toMatchObject([{ v: 'é' }])
  const lines = '{"ts":"2026-01-01","v":"é"}\n{"ts":"2026-01-01","v":"b"}\n'
  for (const text of [lines, `[${lines.trim().replace('\n', ',\n')}]`]) {
    const json = await importing.load('a.json', marked(text))
    expect(json.rows).toMatchObject([{ v: 'é' }, { v: 'b' }])
  }
})

it('reads packed text, and finds what is no UTF-8 far behind the start', async () => {
  const values = [...Array.from({ length: 150_000 }, (_, k) => `value ${k}`), 'Zürich']
  const bytes = iconv.encode(table(values), 'latin1')
  for (const [name, contents] of [
    ['a.csv', bytes],
    ['a.csv.gz', gzipSync(bytes)],
  ] as const) {
    const { rows } = await importing.load(name, contents)
    expect(rows).toHaveLength(values.length)
    expect(rows.at(-1)).toMatchObject({ v: 'Zürich' })
  }
})

it('takes a text for UTF-8 where few of its characters are broken', async () => {
  const bytes = Buffer.concat([
    Buffer.from(table(['Köln', 'Zürich', 'Ørsted', 'Łódź', 'München', '北京'])),
    Buffer.from('2026-01-01,'),
    Buffer.from('Köln').subarray(0, 2),
    Buffer.from('\n'),
  ])
  const { rows } = await importing.load('a.csv', bytes)
  expect(rows.slice(0, 6).map(({ v }) => v)).toEqual([
    'Köln',
    'Zürich',
    'Ørsted',
    'Łódź',
    'München',
    '北京',
  ])
})

it('refuses what can be read in several ways, with the readings; an option answers', async () => {
  const bytes = iconv.encode(table(['crème', 'père']), 'windows-1252')
  await expect(importing.load('a.csv', bytes)).rejects.toMatchObject({
    code: 'import/ambiguous-encoding',
    message: expect.stringContaining('"crème" in windows-1252, "crčme" in windows-1250'),
  })
  const french = await importing.load('a.csv', bytes, { encoding: 'windows-1252' })
  expect(french.rows.map(({ v }) => v)).toEqual(['crème', 'père'])
  const other = await importing.load('a.csv', bytes, { encoding: 'cp1250' })
  expect(other.rows.map(({ v }) => v)).toEqual(['crčme', 'pčre'])
})

it('knows no other names', async () => {
  await expect(importing.load('a.csv', 'ts\n', { encoding: 'klingon' })).rejects.toMatchObject({
    code: 'import/unknown-encoding',
    path: ['encoding'],
  })
})
