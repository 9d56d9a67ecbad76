const PLACES = ['fieldset', 'section', '[role=tabpanel]']
const FOCUSABLE = 'input:not(:disabled), button:not(:disabled), a[href]'

/** Does what takes the pressed button off the page; the focus goes to what is left around it. */
export function stayNear(pressed: Element, act: () => void): void {
  const around = PLACES.flatMap((selector) => pressed.closest(selector) ?? [])
  act()
  requestAnimationFrame(() => {
    if (pressed.isConnected) return
    for (const place of around) {
      const next = place.isConnected ? place.querySelector<HTMLElement>(FOCUSABLE) : null
      if (next === null) continue
      next.focus()
      return
    }
  })
}
