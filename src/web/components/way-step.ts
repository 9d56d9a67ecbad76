/** A step of the way to a labelled field, as the server writes it: `calculated metric margin`. */
interface WayStep {
  readonly kind: string
  readonly id: string
}

export function readStep(step: string): WayStep {
  const [, kind = '', id = step] =
    /^(calculated metric|derived field|[a-z]+) (.+)$/su.exec(step) ?? []
  return { kind, id }
}
