import { scalar } from './scalar.ts'

const angle = {
  name: 'angle',
  description: 'an angle in radians, as a metric or any formula',
  kind: 'formula',
} as const

export const sine = scalar({
  label: 'Sine',
  description: 'The sine of an angle in radians.',
  of: Math.sin,
  argument: angle,
  examples: [{ args: [[0, Math.PI / 2]], result: [0, 1] }],
})

export const cosine = scalar({
  label: 'Cosine',
  description: 'The cosine of an angle in radians.',
  of: Math.cos,
  argument: angle,
  examples: [{ args: [[0, Math.PI]], result: [1, -1] }],
})

export const tangent = scalar({
  label: 'Tangent',
  description: 'The tangent of an angle in radians.',
  of: Math.tan,
  argument: angle,
  examples: [{ args: [[0, Math.PI / 4]], result: [0, 1] }],
})

export const arcSine = scalar({
  label: 'Arc sine',
  description: 'The angle whose sine is the value; undefined outside -1 to 1.',
  of: Math.asin,
  examples: [{ args: [[1, 2]], result: [Math.PI / 2, null] }],
})

export const arcCosine = scalar({
  label: 'Arc cosine',
  description: 'The angle whose cosine is the value; undefined outside -1 to 1.',
  of: Math.acos,
  examples: [{ args: [[1, -1, 2]], result: [0, Math.PI, null] }],
})

export const arcTangent = scalar({
  label: 'Arc tangent',
  description: 'The angle whose tangent is the value.',
  of: Math.atan,
  examples: [{ args: [[0, 1]], result: [0, Math.PI / 4] }],
})

export const hyperbolicSine = scalar({
  label: 'Hyperbolic sine',
  description: 'The hyperbolic sine.',
  of: Math.sinh,
  examples: [{ args: [[0, 1]], result: [0, 1.1752011936438014] }],
})

export const hyperbolicCosine = scalar({
  label: 'Hyperbolic cosine',
  description: 'The hyperbolic cosine.',
  of: Math.cosh,
  examples: [{ args: [[0, 1]], result: [1, 1.543080634815244] }],
})

export const hyperbolicTangent = scalar({
  label: 'Hyperbolic tangent',
  description: 'The hyperbolic tangent.',
  of: Math.tanh,
  examples: [{ args: [[0, 1]], result: [0, 0.7615941559557649] }],
})
