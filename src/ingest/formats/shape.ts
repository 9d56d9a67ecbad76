import { type ClickHouseType, parseClickHouseType } from '../../lake/clickhouse-type.ts'
import type { ScalarType } from '../../model/answers/datasets.ts'
import type { ValueShape } from '../source.ts'

/** The shape of a ClickHouse type; wide integers may not fit a double. */
export type ColumnShape = ValueShape & { readonly isWideInteger?: boolean }

/** How values of a type arrive, such as `Array(Tuple(sku Nullable(String), price Float64))`. */
export const readShape = (type: string): ColumnShape => shapeOf(parseClickHouseType(type))

function shapeOf(type: ClickHouseType): ColumnShape {
  switch (type.kind) {
    case 'nullable':
    case 'low-cardinality':
      return shapeOf(type.of)
    case 'array':
      return { kind: 'list', of: shapeOf(type.of) }
    case 'tuple': {
      const elements = type.elements.map(([name, inner]) => [name, shapeOf(inner)] as const)
      return { kind: 'object', elements: new Map(elements) }
    }
    case 'scalar':
      return scalarShape(type.name, type.parameters)
    default:
      return type satisfies never
  }
}

function scalarShape(name: string, parameters: readonly string[]): ColumnShape {
  if (name === 'String') return { kind: 'text' }
  if (name === 'Bool') return { kind: 'boolean' }
  const isWhole =
    /^U?Int(64|128|256)$/.test(name) || (/^Decimal/.test(name) && parameters[1] === '0')
  if (isWhole) return { kind: 'number', isWideInteger: true }
  if (/^(U?Int(8|16|32)|B?Float\d+|Decimal\d*)$/.test(name)) return { kind: 'number' }
  if (/^Date(32)?$/.test(name)) return { kind: 'time', of: 'date' }
  if (!/^DateTime/.test(name)) return { kind: 'other' }
  const hasZone = parameters.some((parameter) => parameter.startsWith("'"))
  return { kind: 'time', of: hasZone ? 'instant' : 'local' }
}

/** The type of a field whose values have this shape. */
export function chooseScalarType({ kind }: ValueShape): ScalarType {
  if (kind === 'number' || kind === 'boolean') return kind
  return kind === 'time' ? 'timestamp' : 'string'
}
