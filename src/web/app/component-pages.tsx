import { texts } from '../texts/index.ts'
import { PageLinks } from './page-links.tsx'
import { type ComponentPageId, componentPages } from './places.ts'

/** The pages of Components. */
export const ComponentPages = ({ current }: { readonly current: ComponentPageId }) => (
  <PageLinks label={texts.notices.pages} pages={componentPages} current={current} />
)
