import { counted } from './counted.ts'

export const home = {
  title: 'Home',
  starred: 'Starred',
  recent: 'Recent',
  noProjects: 'No project yet',
  noProjectsHint: 'A project is a page of tables and charts that saves itself.',
  data: 'What is new in the data',
  failedImports: (count: number) =>
    `The last import of ${counted(count, 'dataset', 'datasets')} failed`,
  ownData: 'Your own data',
  ownDataHint:
    'CSV, JSON, Parquet, Excel and more: every guess is shown before anything is taken in.',
  importFile: 'Import a file',
}
