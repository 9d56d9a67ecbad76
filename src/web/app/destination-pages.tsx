import { texts } from '../texts/index.ts'
import { PageLinks } from './page-links.tsx'
import { type DestinationPageId, destinationPages } from './places.ts'

/** The pages of Destinations. */
export const DestinationPages = ({ current }: { readonly current: DestinationPageId }) => (
  <PageLinks label={texts.destinations.pages} pages={destinationPages} current={current} />
)
