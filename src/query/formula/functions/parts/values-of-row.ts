export const metrics = [
  {
    name: 'metrics',
    description: 'metrics or formulas of the same row',
    kind: 'formula',
    repeated: true,
  },
] as const

/** The values that are not null. */
export const present = (args: readonly number[]): number[] => args.filter((x) => !Number.isNaN(x))
