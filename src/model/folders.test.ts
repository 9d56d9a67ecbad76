import { expect, it } from 'vitest'
import { folder } from './ids.ts'
import { isWithin, listFolders, listPaths, readFolder, renameWithin } from './folders.ts'

it('a path is up to ten names, as it is kept', () => {
  expect(readFolder(' Marketing /  Paid  search/')).toBe('Marketing/Paid search')
  expect(readFolder(' / ')).toBe('')
  const isFolder = (path: string) => folder.safeParse(path).success
  for (const path of ['A', 'Märkte/Österreich', 'a b/c-d', '1/2/3/4/5/6/7/8/9/10']) {
    expect([path, isFolder(path)]).toEqual([path, true])
  }
  for (const path of [
    '',
    '/',
    'A/',
    '/A',
    'A//B',
    ' A',
    'A /B',
    'a\nb',
    '1/2/3/4/5/6/7/8/9/10/11',
    'a'.repeat(256),
  ]) {
    expect([path, isFolder(path)]).toEqual([path, false])
  }
})

it('what is within a folder follows its name, and what only starts like it does not', () => {
  expect(isWithin('Paid', 'Paid')).toBe(true)
  expect(isWithin('Paid/Search', 'Paid')).toBe(true)
  expect(isWithin('Paid search', 'Paid')).toBe(false)
  expect(isWithin(undefined, 'Paid')).toBe(false)
  expect(renameWithin('Paid', 'Paid', 'Ads')).toBe('Ads')
  expect(renameWithin('Paid/Search', 'Paid', 'Marketing/Ads')).toBe('Marketing/Ads/Search')
})

it('folders are a tree that counts what is within them, and has those between', () => {
  const all = [
    { id: 'a', folder: 'Marketing/Paid/Search' },
    { id: 'b', folder: 'Apps' },
    { id: 'c' },
    { id: 'd', folder: 'Marketing' },
    { id: 'e', folder: 'Marketing old' },
  ]
  const folders = listFolders(all)
  expect(listPaths(folders)).toEqual([
    'Apps',
    'Marketing',
    'Marketing/Paid',
    'Marketing/Paid/Search',
    'Marketing old',
  ])
  expect(folders[1]).toMatchObject({
    count: 2,
    own: [{ id: 'd' }],
    folders: [{ name: 'Paid', count: 1, own: [] }],
  })
})
