import type { MediaResult } from '../../../query/reports/concurrent-viewers/request.ts'
import type { NumberFormat } from '../../../model/format.ts'
import { texts } from '../../texts/index.ts'
import {
  defineVisualization,
  type SettingsProps,
  type VisualizationProps,
} from '../visualization.ts'
import { MediaDrawing } from './media-drawing.tsx'
import { MediaForm } from './media-form.tsx'
import {
  buildMediaRequest,
  type MediaKind,
  type MediaSettings,
  readMediaSettings,
} from './media-settings.ts'

interface MediaDefinition {
  readonly type: MediaKind
  readonly title: string
  readonly description: string
  readonly format?: NumberFormat
}

/** A kind over one of the media reports, which have a shape in common. */
export function defineMedia({ type, title, description, format }: MediaDefinition) {
  const t = texts.analyses.media
  return defineVisualization({
    type,
    label: title,
    description,
    size: { width: 6, height: 6 },
    read: readMediaSettings,
    request: (settings, context) => buildMediaRequest(type, settings, context),
    Draw: (props: VisualizationProps<MediaResult, MediaSettings>) => (
      <MediaDrawing {...props} measure={title} format={format} />
    ),
    Settings: (props: SettingsProps<MediaSettings>) => <MediaForm {...props} kind={type} />,
    caption: ({ granularity: asked }: MediaSettings, { granularity }: MediaResult) =>
      t.captions[type] + (granularity === asked ? '' : t.coarser(granularity)),
  })
}
