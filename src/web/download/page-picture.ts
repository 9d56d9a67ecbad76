import { fileName, saveFile } from './save-file.ts'

/** Of a PNG: sharp on fine screens, as far as browsers draw. */
const SCALE = 2
const MOST_PIXELS = 16_000
/** Around the part, so that no text stands at the edge. */
const MARGIN = 24

/**
 * Saves a part of the page as a PNG, whole, without what is only for the screen. Errors: Error, where the browser cannot
 * draw it.
 */
export async function savePagePicture(name: string, part: HTMLElement): Promise<void> {
  const width = part.offsetWidth + 2 * MARGIN
  const height = part.scrollHeight + 2 * MARGIN
  const image = new Image()
  const drawn = writeSvg(part, { width, height }, await readStyles())
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn)}`
  await image.decode()
  const scale = Math.min(SCALE, MOST_PIXELS / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(width * scale)
  canvas.height = Math.ceil(height * scale)
  const context = canvas.getContext('2d')
  if (context !== null) {
    context.fillStyle = 'white'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.drawImage(image, 0, 0, canvas.width, canvas.height)
  }
  saveFile(fileName(name, 'png'), await toPng(canvas))
}

interface Size {
  readonly width: number
  readonly height: number
}

/** A drawing that holds a copy of the part with its surroundings, which decide its colours, and all styles. */
function writeSvg(part: HTMLElement, { width, height }: Size, styles: string): string {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('width', String(width))
  svg.setAttribute('height', String(height))
  const sheet = document.createElementNS('http://www.w3.org/2000/svg', 'style')
  sheet.textContent = styles
  const room = document.createElementNS('http://www.w3.org/2000/svg', 'foreignObject')
  room.setAttribute('x', String(MARGIN))
  room.setAttribute('y', String(MARGIN))
  room.setAttribute('width', String(width - 2 * MARGIN))
  room.setAttribute('height', String(height - 2 * MARGIN))
  room.append(surround(part, copyOf(part)))
  svg.append(sheet, room)
  return new XMLSerializer().serializeToString(svg)
}

function copyOf(part: HTMLElement): HTMLElement {
  const copy = part.cloneNode(true) as HTMLElement
  for (const each of copy.querySelectorAll('[data-screen-only]')) each.remove()
  copy.style.margin = '0'
  return copy
}

/** The copy in copies of the elements around, which take no room of their own. */
function surround(part: HTMLElement, copy: HTMLElement): HTMLElement {
  const around = part.parentElement
  if (around === null || around === document.body) return copy
  const shell = around.cloneNode(false) as HTMLElement
  Object.assign(shell.style, { position: 'static', overflow: 'visible', inset: 'auto' })
  shell.append(copy)
  return surround(around, shell)
}

/** The page's style sheets in one, with its typefaces inside: a picture cannot ask for files. */
async function readStyles(): Promise<string> {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
  const written = await Promise.all(
    rules.map((rule) => (rule instanceof CSSFontFaceRule ? embedFont(rule) : rule.cssText)),
  )
  return written.join('\n')
}

async function embedFont(rule: CSSFontFaceRule): Promise<string> {
  const address = /url\("?([^")]+)"?\)/.exec(rule.cssText)?.[1]
  if (address === undefined) return rule.cssText
  const base = rule.parentStyleSheet?.href ?? location.href
  const font = await (await fetch(new URL(address, base))).blob()
  return rule.cssText.replace(address, await asDataUrl(font))
}

const asDataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.addEventListener('error', () =>
      reject(reader.error ?? new Error('a typeface is unreadable')),
    )
    reader.readAsDataURL(blob)
  })

const toPng = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob((blob) =>
      blob === null ? reject(new Error('the picture is too large')) : resolve(blob),
    )
  })
