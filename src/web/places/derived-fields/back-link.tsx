import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import type { DataViewDocument } from '../../api/index.ts'
import { texts } from '../../texts/index.ts'

/** To all derived fields of the data view. */
export const BackLink = ({ view: { id, name = id } }: { readonly view: DataViewDocument }) => (
  <Link to="/data/data-views/$id/derived-fields" params={{ id }} className={link}>
    {texts.derivedFields.listOf(name)}
  </Link>
)

const link = style({ font: 'ui-sm', color: 'neutral-subdued', width: 'fit' })
