// Pictures of every place, in light and dark, as wide as desks, laptops, tablets and phones, to look at before a
// release: `node scripts/look.mjs FOLDER [PLACE…]` after `npm run build`. FOLDER gets an index.html with all of them.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { findChromium } from './chromium.mjs'
import { post, url, withDemo } from './demo-server.mjs'
import { more, places } from './places.mjs'
import { root } from './run.mjs'

const PEOPLE = 500
const LONGEST_WAIT_MS = 5000

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    widths: { type: 'string', default: '1680,1280,820,390' },
    schemes: { type: 'string', default: 'light,dark' },
  },
})
const [folder, ...chosen] = positionals
if (folder === undefined) {
  console.error('usage: node scripts/look.mjs FOLDER [PLACE…] [--widths 1680,390] [--schemes dark]')
  process.exit(1)
}
const widths = values.widths.split(',').map(Number)
const schemes = values.schemes.split(',')
mkdirSync(folder, { recursive: true })

await withDemo(PEOPLE, async () => {
  const all = { ...places, ...(await applyTemplates()) }
  await post('apply', more)
  const { people } = await post('reports', {
    kind: 'people',
    dataView: 'harbor-and-pine',
    limit: 2,
  })
  const [one, other] = people.map(encodeURIComponent)
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] })
  for (const [name, path] of Object.entries(all)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue
    await takeAll(browser, name, path.replace('PERSON', one).replace('OTHER', other))
  }
  await browser.close()
})
writeFileSync(join(folder, 'index.html'), listPictures())

/** A project from each template, by the name of its picture. */
async function applyTemplates() {
  const templates = join(root, 'examples/templates')
  const found = {}
  for (const file of readdirSync(templates)) {
    await post('apply', readFileSync(join(templates, file), 'utf8'))
    const id = basename(file, '.json')
    found[`project-${id}`] = `/projects/${id}`
  }
  return found
}

async function takeAll(browser, name, path) {
  for (const colorScheme of schemes) {
    const page = await browser.newPage({ colorScheme, locale: 'en-US', reducedMotion: 'reduce' })
    for (const width of widths) {
      await page.setViewportSize({ width, height: width < 1000 ? 1100 : 1000 })
      if (width === widths[0]) await page.goto(url + path)
      await settle(page)
      const file = `${name}-${width}-${colorScheme}.png`
      await page.screenshot({ path: join(folder, file), animations: 'disabled', caret: 'hide' })
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (over > 0) console.log(`${file}: ${over} px wider than the window`)
    }
    await page.close()
  }
  console.log(name)
}

/** What never comes to rest, such as a stream of events, is taken as it is. */
async function settle(page) {
  const timeout = LONGEST_WAIT_MS
  await page.waitForLoadState('networkidle', { timeout }).catch(() => undefined)
  await page.waitForFunction(isAtRest, null, { timeout }).catch(() => {
    console.log(`${page.url()} is still busy`)
  })
  await page.waitForTimeout(300)
}

function isAtRest() {
  const busy = document.querySelector('main :is([aria-busy=true], [inert], [role=progressbar])')
  return busy === null && document.querySelector('main h1, main h2') !== null
}

function listPictures() {
  const pictures = readdirSync(folder).filter((file) => file.endsWith('.png'))
  const shown = pictures.map((file) => `<figure><img src="${file}"><figcaption>${file}</figure>`)
  return `<!doctype html><style>body{columns:3}img{width:100%}</style>${shown.join('\n')}\n`
}
