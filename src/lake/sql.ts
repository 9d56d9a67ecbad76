/**
 * SQL text with its values kept apart. The only way to put something into it is another fragment,
 * a `value` (sent as a server-side parameter) or an `ident` (quoted), so a string cannot pose as SQL.
 *
 * @example
 * sql`SELECT count() AS n FROM ${ident('dataset_web')} WHERE page = ${value('Home', 'String')}`
 */
export interface Sql {
  readonly kind: 'sql'
  readonly parts: readonly (string | SqlValue)[]
}

/** A value bound on the server, with its ClickHouse type (`String`, `UInt32`, `Array(String)` …). */
export interface SqlValue {
  readonly kind: 'value'
  readonly value: unknown
  readonly type: string
}

/** What an engine is given: text with `{p0:Type}` placeholders, and their values by name. */
export interface CompiledSql {
  readonly text: string
  readonly params: Readonly<Record<string, unknown>>
}

export function sql(strings: TemplateStringsArray, ...holes: readonly (Sql | SqlValue)[]): Sql {
  const parts = strings.flatMap((text, index) => {
    const hole = holes[index]
    if (hole === undefined) return [text]
    return hole.kind === 'value' ? [text, hole] : [text, ...hole.parts]
  })
  return { kind: 'sql', parts: parts.filter((part) => part !== '') }
}

/** A value to bind. Times: bind milliseconds as `Int64` and use `fromUnixTimestamp64Milli`. */
export function value(bound: unknown, type: string): SqlValue {
  return { kind: 'value', value: bound, type }
}

/** A table or column name, quoted; dots are part of the name. */
export function ident(name: string): Sql {
  const quoted = `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``
  return { kind: 'sql', parts: [quoted] }
}

/** A whole number as it is written, for statements with thousands of them: each parameter costs 0.1 ms. */
export function whole(number: number): Sql {
  if (!Number.isSafeInteger(number)) throw new Error(`${number} is no whole number`)
  return { kind: 'sql', parts: [String(number)] }
}

/** A text literal, for the places where ClickHouse takes no parameter (DDL, settings). */
export function literal(text: string): Sql {
  const quoted = `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  return { kind: 'sql', parts: [quoted] }
}

/** The fragments one after another, separated by `separator` (a comma unless told). */
export function join(fragments: readonly Sql[], separator: Sql = sql`, `): Sql {
  return {
    kind: 'sql',
    parts: fragments.flatMap((fragment, index) =>
      index === 0 ? fragment.parts : [...separator.parts, ...fragment.parts],
    ),
  }
}

export function compile(fragment: Sql): CompiledSql {
  const params: (readonly [name: string, value: unknown])[] = []
  const texts = fragment.parts.map((part) => {
    if (typeof part === 'string') return part
    const name = `p${params.length}`
    params.push([name, part.value])
    return `{${name}:${part.type}}`
  })
  return { text: texts.join(''), params: Object.fromEntries(params) }
}
