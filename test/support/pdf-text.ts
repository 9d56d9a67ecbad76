import { inflateSync } from 'node:zlib'

/**
 * The texts of each page of a PDF, without blanks, as Chromium writes them: objects one after the other, fonts that say which
 * characters their glyphs are. What is drawn as a picture is not among them.
 */
export function readPdfPages(pdf: Buffer): readonly string[] {
  const objects = readObjects(pdf)
  const pages = [...objects.values()].filter(({ head }) => /\/Type\s*\/Page\b/.test(head))
  return pages.map(({ head }) => {
    const contents = refsOf(/\/Contents\s*(\[[^\]]*\]|\d+ 0 R)/.exec(head)?.[1] ?? '')
    const resources = headOf(objects, head, 'Resources')
    const fonts = readFonts(objects, headOf(objects, resources, 'Font'))
    return contents.map((id) => textOf(objects, objects.get(id)!, fonts, resources)).join('')
  })
}

interface PdfObject {
  readonly head: string
  readonly stream: string
}

type Objects = ReadonlyMap<string, PdfObject>
type Font = ReadonlyMap<string, string>

function readObjects(pdf: Buffer): Objects {
  const text = pdf.toString('latin1')
  const found = new Map<string, PdfObject>()
  for (const { 1: id = '', index, 0: start } of text.matchAll(/(?:^|\n)(\d+) 0 obj\s/g)) {
    const end = text.indexOf('endobj', index)
    const body = text.slice(index + start.length, end)
    const at = /stream\r?\n/.exec(body)
    const head = at === null ? body : body.slice(0, at.index)
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0)
    const from = at === null ? 0 : at.index + at[0].length
    const raw = Buffer.from(body.slice(from, from + length), 'latin1')
    const stream = head.includes('FlateDecode') ? inflateSync(raw).toString('latin1') : ''
    found.set(id, { head, stream })
  }
  return found
}

const refsOf = (text: string): string[] => [...text.matchAll(/(\d+) 0 R/g)].map(([, id]) => id!)

/** A dictionary that is written out, or that of the object it refers to. */
function headOf(objects: Objects, head: string, name: string): string {
  const at = head.search(new RegExp(`/${name}\\b`))
  if (at < 0) return ''
  const rest = head.slice(at + name.length + 1)
  const ref = /^\s*(\d+) 0 R/.exec(rest)?.[1]
  return ref === undefined ? rest : (objects.get(ref)?.head ?? '')
}

function readFonts(objects: Objects, dictionary: string): ReadonlyMap<string, Font> {
  const own = dictionary.slice(0, dictionary.indexOf('>>'))
  return new Map(
    [...own.matchAll(/\/(\w+) (\d+) 0 R/g)].map(([, name = '', id = '']) => {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1] ?? ''
      return [name, readCharacters(objects.get(map)?.stream ?? '')]
    }),
  )
}

function readCharacters(map: string): Font {
  const font = new Map<string, string>()
  const decode = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le')
  for (const [, block = ''] of map.matchAll(/beginbfchar([^]*?)endbfchar/g)) {
    for (const [, glyph = '', character = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>/g)) {
      font.set(glyph.toUpperCase(), decode(character))
    }
  }
  for (const [, block = ''] of map.matchAll(/beginbfrange([^]*?)endbfrange/g)) {
    for (const [, first = '', last = '', to = ''] of block.matchAll(
      /<(\w+)>\s*<(\w+)>\s*<(\w+)>/g,
    )) {
      for (let code = parseInt(first, 16); code <= parseInt(last, 16); code++) {
        const glyph = code.toString(16).toUpperCase().padStart(first.length, '0')
        font.set(glyph, String.fromCharCode(parseInt(to, 16) + code - parseInt(first, 16)))
      }
    }
  }
  return font
}

function textOf(
  objects: Objects,
  { stream }: PdfObject,
  fonts: ReadonlyMap<string, Font>,
  resources: string,
): string {
  let font: Font | undefined
  const parts: string[] = []
  for (const [, chosen, shown, drawn] of stream.matchAll(
    /\/(\w+) [\d.]+ Tf|(<[0-9A-Fa-f]+>|\[[^\]]*\])\s*T[jJ]|\/(\w+) Do/g,
  )) {
    if (chosen !== undefined) font = fonts.get(chosen)
    for (const [, hex = ''] of (shown ?? '').matchAll(/<([0-9A-Fa-f]+)>/g)) {
      const size = [...(font?.keys() ?? [])][0]?.length ?? 4
      const glyphs = hex.toUpperCase().match(new RegExp(`.{${size}}`, 'g')) ?? []
      parts.push(glyphs.map((glyph) => font?.get(glyph) ?? '').join(''))
    }
    if (drawn !== undefined) parts.push(textOfForm(objects, drawn, resources))
  }
  return parts.join('').replace(/\s+/g, '')
}

/** A part of the page that is drawn by its name. */
function textOfForm(objects: Objects, name: string, resources: string): string {
  const forms = headOf(objects, resources, 'XObject')
  const id = new RegExp(`/${name} (\\d+) 0 R`).exec(forms)?.[1]
  const form = id === undefined ? undefined : objects.get(id)
  if (form === undefined || !/\/Subtype\s*\/Form/.test(form.head)) return ''
  const own = headOf(objects, form.head, 'Resources')
  return textOf(objects, form, readFonts(objects, headOf(objects, own, 'Font')), own)
}
