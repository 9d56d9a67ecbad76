import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A page of HTML as a PDF, whose text stays text. */
export type PrintPdf = (html: string) => Promise<Uint8Array>

type Environment = Readonly<Record<string, string | undefined>>

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

const LONGEST_MS = 60_000

/** The program that `THROUGHLINE_CHROMIUM` names, or one of the path; undefined where there is none. */
export function findChromium(env: Environment): string | undefined {
  const told = env['THROUGHLINE_CHROMIUM']
  if (told !== undefined && told !== '') return existsSync(told) ? told : undefined
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync)
}

/** Prints by a Chromium, in a folder of its own that is gone after. */
export const openPrintPdf =
  (chromium: string): PrintPdf =>
  async (html) => {
    const folder = await mkdtemp(join(tmpdir(), 'throughline-pdf-'))
    try {
      const page = join(folder, 'page.html')
      const printed = join(folder, 'page.pdf')
      await writeFile(page, html, { mode: 0o600 })
      await run(chromium, [
        '--headless',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-extensions',
        '--no-first-run',
        `--user-data-dir=${join(folder, 'profile')}`,
        '--no-pdf-header-footer',
        // Chromium has no sandbox of its own for root. The page is ours and loads nothing.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        `--print-to-pdf=${printed}`,
        pathToFileURL(page).href,
      ])
      return await readFile(printed)
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    }
  }

const run = (program: string, words: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: 'ignore', timeout: LONGEST_MS })
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`the Chromium that makes PDFs ended with ${code ?? 'a signal'}`))
    })
  })
