import type { QueryClient } from '@tanstack/react-query'

/** Asks again for everything that shows saved components. */
export function renewComponents(client: QueryClient): void {
  for (const key of ['data-views', 'definitions', 'definition', 'annotations']) {
    void client.invalidateQueries({ queryKey: [key] })
  }
}
