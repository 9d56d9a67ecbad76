import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/**
 * What axe finds in a part of the page: rules with the elements that break them. What fades in, or is dim while it is
 * asked anew, is given a few seconds.
 */
export async function findFaults(page: Page, within = 'main'): Promise<readonly string[]> {
  // Evaluated, since the page's policy lets no script in.
  await page.evaluate(await readFile(axePath, 'utf8'))
  const end = Date.now() + 5_000
  for (;;) {
    const found = await page.evaluate<string[]>(look(within))
    if (found.length === 0 || Date.now() > end) return found
    await page.waitForTimeout(100)
  }
}

const look = (within: string) => `axe.run('${within}').then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.slice(0, 5).map(({ html, target }) => {
    const place = document.querySelector(target[0])?.closest('section[id]')?.ariaLabel
    return id + (place ? ' in ' + place : '') + ': ' + html.slice(0, 240)
  })))`
