import type { Command } from '../commands/command.ts'

/**
 * Keys that are typed where text is written, not pressed. A list that is searched hears them, too: what is typed is
 * told to its entry, while the field has the focus.
 */
export function isTyped(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  return [event.target, document.activeElement].some(
    (element) => element instanceof Element && element.closest(writable) !== null,
  )
}

const writable =
  'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="textbox"]'

/** What each key does; of two commands with the same keys the one that came last. */
export function mapKeys(
  commands: readonly Command[],
): Readonly<Record<string, (event: KeyboardEvent) => void>> {
  const bound = commands.flatMap((command) =>
    [command.keys, ...(command.otherKeys ?? [])].flatMap((keys) =>
      keys === undefined ? [] : [[keys, command] as const],
    ),
  )
  return Object.fromEntries(bound.map(([keys, command]) => [keys, press(command)]))
}

const press = (command: Command) => (event: KeyboardEvent) => {
  if (isTyped(event) || event.defaultPrevented || command.isDisabled) return
  event.preventDefault()
  command.run()
}
