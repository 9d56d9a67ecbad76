import { counted } from './counted.ts'

/** Folders of components. */
export const folders = {
  label: 'Folder',
  any: 'Any folder',
  hint: 'Names with / between them: Marketing/Paid is within Marketing. Empty: in none.',
  renameHint: 'Names with / between them: Marketing/Paid is within Marketing.',
  title: 'Folders',
  all: 'All components',
  none: 'In no folder',
  components: (count: number) => (count === 1 ? 'component' : 'components'),
  more: (path: string) => `More for ${path}`,
  rename: 'Rename…',
  renameTitle: (path: string) => `Rename ${path}`,
  newName: 'New name',
  renameYes: 'Rename',
  renames: (saved: number, own: number) =>
    own === 0
      ? `${counted(saved, 'component moves', 'components move')} with it, all or none.`
      : `${counted(saved, 'component', 'components')} and ${counted(own, 'dimension or metric', 'dimensions and metrics')} of the data view move with it, all or none.`,
  also: 'Rename it there, too, all or none',
  inView: (name: string, count: number) => `${name} (${counted(count, 'component', 'components')})`,
  joins: (path: string) => `${path} is there already: both become one folder.`,
  renamed: (path: string, count: number) =>
    `The folder is ${path} now, with ${counted(count, 'component', 'components')}`,
  move: 'Move to…',
  moveTitle: (count: number) => `Move ${counted(count, 'component', 'components')}`,
  moveYes: 'Move',
  moved: (path: string, count: number) =>
    path === ''
      ? `${counted(count, 'component is', 'components are')} in no folder now`
      : `${counted(count, 'component is', 'components are')} in ${path} now`,
  within: (name: string, path: string) => `${name} · ${path}`,
}
