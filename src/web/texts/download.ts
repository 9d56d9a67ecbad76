export const download = {
  title: 'Download',
  csv: 'CSV of all rows',
  parquet: 'Parquet of all rows',
  svg: 'SVG',
  png: 'PNG',
  failed: (name: string) => `${name} was not downloaded`,
}
