import { ThroughlineError } from '../../../model/errors.ts'
import { type Parts, readWholePart } from './parts.ts'

export interface Sheet {
  readonly name: string
  /** The name of its part. */
  readonly part: string
}

export interface Workbook {
  /** The sheet that is read. */
  readonly sheet: Sheet
  /** Whether days are counted from 1904. */
  readonly isFrom1904: boolean
  readonly texts: readonly string[]
  /** Whether the cells of a style, by its number, are dates. */
  readonly dateStyles: readonly boolean[]
}

/**
 * What a workbook says before its cells; the texts that cells share are held.
 *
 * @param wanted the name of a sheet; the first one that is shown unless given
 * @throws ThroughlineError `import/invalid-option`, `import/unreadable`
 */
export async function readWorkbook(parts: Parts, wanted: string | undefined): Promise<Workbook> {
  const targets = await readTargets(parts)
  const sheets: (Sheet & { readonly isHidden: boolean })[] = []
  let isFrom1904 = false
  await readWholePart(parts, 'xl/workbook.xml', {
    open: (tag, { name = '', state, date1904, ...others }) => {
      if (tag === 'workbookPr') isFrom1904 = date1904 === '1' || date1904 === 'true'
      const part = targets.get(others['r:id'] ?? '')
      if (tag === 'sheet' && part)
        sheets.push({ name, part, isHidden: (state ?? 'visible') !== 'visible' })
    },
  })
  const sheet = chooseSheet(parts, sheets, wanted)
  const texts = await readTexts(parts)
  return { sheet, isFrom1904, texts, dateStyles: await readDateStyles(parts) }
}

function chooseSheet(
  { count }: Parts,
  sheets: readonly (Sheet & { readonly isHidden: boolean })[],
  wanted: string | undefined,
): Sheet {
  const allowed = sheets.map(({ name }) => name)
  const found =
    wanted === undefined
      ? (sheets.find(({ isHidden }) => !isHidden) ?? sheets[0])
      : sheets.find(({ name }) => name === wanted)
  if (found !== undefined) return found
  if (wanted === undefined)
    throw new ThroughlineError('import/unreadable', {
      source: count.source,
      reason: 'it has no sheet',
    })
  throw new ThroughlineError('import/invalid-option', { option: 'sheet', value: wanted, allowed }, [
    'sheet',
  ])
}

/** The parts of sheets by the ids that the workbook gives them. */
async function readTargets(parts: Parts): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>()
  await readWholePart(parts, 'xl/_rels/workbook.xml.rels', {
    open: (tag, { Id, Type, Target = '' }) => {
      if (tag !== 'Relationship' || Id === undefined || !Type?.endsWith('/worksheet')) return
      targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  return targets
}

/** The texts that cells share. What is said in another script (`rPh`) is no part of them. */
async function readTexts(parts: Parts): Promise<readonly string[]> {
  const texts: string[] = []
  let text = ''
  let isText = false
  let isReading = true
  await readWholePart(parts, 'xl/sharedStrings.xml', {
    open: (tag) => {
      if (tag === 'si') text = ''
      if (tag === 'rPh') isReading = false
      isText = tag === 't'
    },
    text: (piece) => {
      if (isText && isReading) text += piece
    },
    close: (tag) => {
      isText = false
      if (tag === 'rPh') isReading = true
      if (tag === 'si') texts.push(text)
    },
  })
  return texts
}

/** Formats of dates and times that have numbers only, by ECMA-376 §18.8.30 and its national ones. */
const isDateNumber = (id: number): boolean =>
  (id >= 14 && id <= 22) ||
  (id >= 27 && id <= 36) ||
  (id >= 50 && id <= 58) ||
  id === 45 ||
  id === 47

async function readDateStyles(parts: Parts): Promise<readonly boolean[]> {
  const codes = new Map<number, string>()
  const styles: boolean[] = []
  let isInCells = false
  await readWholePart(parts, 'xl/styles.xml', {
    open: (tag, { numFmtId = '0', formatCode = '' }) => {
      const id = Number(numFmtId)
      if (tag === 'numFmt') codes.set(id, formatCode)
      if (tag === 'cellXfs') isInCells = true
      if (tag === 'xf' && isInCells) styles.push(isDateCode(codes.get(id)) ?? isDateNumber(id))
    },
    close: (tag) => {
      if (tag === 'cellXfs') isInCells = false
    },
  })
  return styles
}

/** Whether a format shows a date or time; hours beyond a day, `[h]`, are a duration. */
function isDateCode(code: string | undefined): boolean | undefined {
  if (code === undefined) return undefined
  if (/\[(h+|m+|s+)\]/i.test(code)) return false
  const letters = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').replace(/general/gi, '')
  return /[ymdhs]/i.test(letters)
}
