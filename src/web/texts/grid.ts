export const grid = {
  actions: 'Actions',
  sortBy: (name: string) => `Sort by ${name}`,
  open: (name: string) => `Open ${name}`,
  close: (name: string) => `Close ${name}`,
  resize: (name: string) => `Width of ${name}`,
  loading: 'Loading',
  selected: (rows: string, columns: string) => `${rows} rows, ${columns} columns selected`,
  copied: (cells: string) => (cells === '1' ? '1 cell copied' : `${cells} cells copied`),
  notCopied: 'Not copied: the browser does not allow it, or rows could not be loaded',
  keys: 'Arrow keys move, Shift selects, Enter opens or sorts, Shift and F10 shows what can be done',
  sortRank: (rank: number) => `sorted by it as number ${rank}`,
}
