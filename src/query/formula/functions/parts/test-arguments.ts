export const degrees = {
  name: 'degrees',
  description: 'the degrees of freedom',
  kind: 'formula',
} as const

export const tails = { name: 'tails', description: '1 or 2', kind: 'formula' } as const
