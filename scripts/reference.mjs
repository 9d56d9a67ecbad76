// Writes docs/reference from what definitions say about themselves.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { register } from 'tsx/esm/api'
import { root } from './run.mjs'

register()
const { referencePages } = await import('./reference-pages.ts')
const folder = join(root, 'docs/reference')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
for (const [name, text] of referencePages()) writeFileSync(join(folder, name), text)
