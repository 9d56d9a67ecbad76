/** NaN is null in a condition: neither true nor false. */
export const isTrue = (x: number): boolean => x !== 0 && !Number.isNaN(x)

export const conditionArgument = {
  name: 'condition',
  description: 'true where it is not zero',
  kind: 'formula',
  isCondition: true,
} as const

export const conditionArguments = [
  conditionArgument,
  { ...conditionArgument, repeated: true },
] as const
