import type { Command } from '../commands/command.ts'

/** Keys that are typed where text is written, not pressed. */
export function isTyped(event: KeyboardEvent): boolean {
  const { target } = event
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  return target instanceof Element && target.closest(writable) !== null
}

const writable = 'input, textarea, select, [contenteditable="true"], [role="textbox"]'

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
