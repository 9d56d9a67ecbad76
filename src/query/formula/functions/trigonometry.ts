import type { RowFunctionDefinition } from './parts/definition.ts'
import { defineScalar } from './parts/scalar.ts'

const { PI } = Math

const angle = {
  name: 'angle',
  description: 'an angle in radians, as a metric or any formula',
  kind: 'formula',
} as const

type Points = readonly (readonly [x: number, result: number | null])[]

const examplesOf = (points: Points) => [
  { args: [points.map(([x]) => x)], result: points.map(([, result]) => result) },
]

/** A function of an angle, with some of its points. */
const ofAngle = (
  label: string,
  of: (x: number) => number,
  ...points: Points
): RowFunctionDefinition => {
  const description = `The ${label.toLowerCase()} of an angle in radians.`
  return defineScalar({ label, description, of, argument: angle, examples: examplesOf(points) })
}

/** A function whose result is an angle. */
const toAngle = (
  label: string,
  description: string,
  of: (x: number) => number,
  ...points: Points
): RowFunctionDefinition => defineScalar({ label, description, of, examples: examplesOf(points) })

const hyperbolic = (
  label: string,
  of: (x: number) => number,
  ...points: Points
): RowFunctionDefinition => {
  const description = `The ${label.toLowerCase()}.`
  return defineScalar({ label, description, of, examples: examplesOf(points) })
}

const sineIs = 'The angle whose sine is the value; undefined outside -1 to 1.'
const cosineIs = 'The angle whose cosine is the value; undefined outside -1 to 1.'
const tangentIs = 'The angle whose tangent is the value.'

/** One line each. */
export const trigonometry = {
  sine: ofAngle('Sine', Math.sin, [0, 0], [PI / 2, 1]),
  cosine: ofAngle('Cosine', Math.cos, [0, 1], [PI, -1]),
  tangent: ofAngle('Tangent', Math.tan, [0, 0], [PI / 4, 1]),
  'arc-sine': toAngle('Arc sine', sineIs, Math.asin, [1, PI / 2], [2, null]),
  'arc-cosine': toAngle('Arc cosine', cosineIs, Math.acos, [1, 0], [-1, PI], [2, null]),
  'arc-tangent': toAngle('Arc tangent', tangentIs, Math.atan, [0, 0], [1, PI / 4]),
  'hyperbolic-sine': hyperbolic('Hyperbolic sine', Math.sinh, [0, 0], [1, 1.1752011936438014]),
  'hyperbolic-cosine': hyperbolic('Hyperbolic cosine', Math.cosh, [0, 1], [1, 1.543080634815244]),
  'hyperbolic-tangent': hyperbolic(
    'Hyperbolic tangent',
    Math.tanh,
    [0, 0],
    [1, 0.7615941559557649],
  ),
}
