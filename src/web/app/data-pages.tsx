import { texts } from '../texts/index.ts'
import { PageLinks } from './page-links.tsx'
import { type DataPageId, dataPages } from './places.ts'

/** The pages of Data. */
export const DataPages = ({ current }: { readonly current: DataPageId }) => (
  <PageLinks label={texts.data.pages} pages={dataPages} current={current} />
)
