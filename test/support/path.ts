import type { Path } from '../../src/model/path.ts'

/** `pathOf('rows.items[2]')` → `['rows', 'items', 2]`: places as tests write them. */
export function pathOf(text: string): Path {
  return [...text.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key]) => key ?? Number(index))
}
