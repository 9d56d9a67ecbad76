/** Something that can be done or gone to, from the palette or by its keys. */
export interface Command {
  readonly id: string
  readonly name: string
  /** The heading that it stands under. */
  readonly group: string
  /** What kind of thing it is, or where: shown behind the name. */
  readonly hint?: string
  /** As in `$mod+Shift+z` or `g h`, shown wherever the command is. */
  readonly keys?: string
  /** Keys of other habits that do the same. */
  readonly otherKeys?: readonly string[]
  readonly isDisabled?: boolean
  readonly run: () => void
}
