// Makes the pictures of the README and the docs from the demo, the same each time: `npm run build` comes first.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { findChromium } from './chromium.mjs'
import { post, url, withDemo } from './demo-server.mjs'
import { root } from './run.mjs'

const PEOPLE = 2000

/** Each picture: its file in docs/, the project that it needs, where it is taken, and what is done there. */
const pictures = [
  {
    file: 'screenshot.png',
    project: 'top-and-bottom-converting-paths',
    path: '/projects/top-and-bottom-converting-paths',
    ready: (page) => page.getByRole('region', { name: 'Where people are lost' }).waitFor(),
  },
  {
    file: 'pictures/segment-builder.png',
    path: '/components/segment/error-then-call',
    ready: (page) => page.getByRole('heading', { name: /just miss it/ }).waitFor(),
  },
  {
    file: 'pictures/calculated-metric.png',
    path: '/components/metric/conversion-rate',
    ready: async (page) => {
      await page.getByRole('radio', { name: 'Blocks' }).press('Space')
      await page.getByRole('table', { name: 'Preview' }).waitFor()
    },
  },
]

await withDemo(PEOPLE, async () => {
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] })
  for (const picture of pictures) await take(browser, picture)
  await browser.close()
})

async function take(browser, { file, project, path, ready }) {
  if (project !== undefined) {
    const template = join(root, 'examples/templates', `${project}.json`)
    await post('apply', readFileSync(template, 'utf8'))
  }
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  })
  await page.goto(url + path)
  await ready(page)
  await page.waitForLoadState('networkidle')
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })
  await page.evaluate(hideElapsed)
  await page.screenshot({ path: join(root, 'docs', file), animations: 'disabled', caret: 'hide' })
  await page.close()
  console.log(`docs/${file}`)
}

/** How long a report took is another time each time. */
function hideElapsed() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { currentNode: text } = walker
    text.nodeValue = text.nodeValue.replace(/( · )?[\d,]+ ms$/, '')
  }
}
