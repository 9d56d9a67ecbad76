export const drag = {
  zones: (name: string) => `Where it can be dropped in ${name}`,
  preview: 'Preview: drop to keep it',
  filterPanel: (name: string) => `Filter this panel by ${name}`,
  instead: (name: string) => `Show ${name} instead`,
  beside: (name: string) => `Add ${name} beside it`,
  breakDown: (name: string) => `Break down by ${name}`,
  items: (name: string) => `Show it by ${name}`,
  compare: (name: string) => `Compare ${name}`,
  asBars: (name: string) => `Draw ${name} as bars`,
  asLine: (name: string) => `Draw ${name} as a line`,
  axes: {
    x: (name: string) => `${name} across`,
    y: (name: string) => `${name} up`,
    size: (name: string) => `${name} as the size`,
  },
  asStep: (name: string) => `Add ${name} as a step`,
}
