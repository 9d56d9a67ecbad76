/** The most characters of a folder's path. */
export const LONGEST_FOLDER = 255

/** Up to ten names with / between them, none empty or with blanks around it. */
export const folderPattern = /^[^\s/](?:[^/\r\n\t]*[^\s/])?(?:\/[^\s/](?:[^/\r\n\t]*[^\s/])?){0,9}$/

/** Whether something in a folder is within another one, which may be the same. */
export const isWithin = (folder: string | undefined, outer: string): boolean =>
  folder === outer || (folder?.startsWith(`${outer}/`) ?? false)

/** Where a folder within `from` is once that is called `to`. */
export const renameWithin = (folder: string, from: string, to: string): string =>
  to + folder.slice(from.length)

/** ` Marketing / Paid/` as it is kept: `Marketing/Paid`; empty: no folder. */
export const readFolder = (typed: string): string =>
  typed
    .split('/')
    .map((name) => name.trim().replaceAll(/\s+/g, ' '))
    .filter((name) => name !== '')
    .join('/')

/** `Marketing/Paid`: Paid. */
export const lastName = (folder: string): string => folder.slice(folder.lastIndexOf('/') + 1)

/** A folder with what is in it and in those within it. */
export interface Folder<T> {
  readonly path: string
  readonly name: string
  /** Directly in it, in the order in which they were given. */
  readonly own: readonly T[]
  /** How many are in it and in those within it. */
  readonly count: number
  readonly folders: readonly Folder<T>[]
}

/** The folders of all that are in one, in the order of the alphabet; those between two are there, too. */
export function listFolders<T extends { readonly folder?: string | undefined }>(
  all: readonly T[],
  outer = '',
): readonly Folder<T>[] {
  const before = outer === '' ? '' : `${outer}/`
  const inner = new Map<string, T[]>()
  for (const each of all) {
    const { folder } = each
    if (folder === undefined || folder === outer || !folder.startsWith(before)) continue
    const path = before + folder.slice(before.length).split('/')[0]!
    const within = inner.get(path)
    if (within === undefined) inner.set(path, [each])
    else within.push(each)
  }
  return [...inner]
    .map(([path, within]) => ({
      path,
      name: lastName(path),
      own: within.filter(({ folder }) => folder === path),
      count: within.length,
      folders: listFolders(within, path),
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name))
}

/** The paths of all folders, each before those within it. */
export const listPaths = (folders: readonly Folder<unknown>[]): readonly string[] =>
  folders.flatMap(({ path, folders: inner }) => [path, ...listPaths(inner)])
