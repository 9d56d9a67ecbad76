import { Button } from '@react-spectrum/s2/Button'
import { CustomDialog, Heading } from '@react-spectrum/s2/CustomDialog'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { texts } from '../../texts/index.ts'
import type { AudienceDraft } from './audience-draft.ts'
import { AudienceDenials } from './audience-denials.tsx'
import { DryRunOutcome } from './dry-run-outcome.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { useAudiencePreview } from './use-audience-preview.ts'

interface DryRunDialogProps {
  readonly draft: AudienceDraft
  readonly onClose: () => void
}

/** Who would enter and leave if it were published as it is now, and what would be sent where. */
export const DryRunDialog = (props: DryRunDialogProps) => (
  <CustomDialog size="L">
    <DryRun {...props} />
  </CustomDialog>
)

function DryRun({ draft: { document, isChanged }, onClose }: DryRunDialogProps) {
  const { preview, error, retry } = useAudiencePreview(document)
  return (
    <div className={content}>
      <Heading slot="title" styles={style({ font: 'title-lg', margin: 0 })}>
        {texts.audiences.dryRunTitle}
      </Heading>
      <span>{isChanged ? texts.audiences.dryRunUnsaved : texts.audiences.dryRunSaved}</span>
      {error && <ProblemNotice error={error} onRetry={retry} />}
      {!error && preview === undefined && <SkeletonRows />}
      {preview && (
        <>
          <AudienceDenials denials={preview.denials} dataView={document.dataView} />
          <DryRunOutcome published={preview.publish} dataView={document.dataView} />
        </>
      )}
      <div className={style({ display: 'flex', justifyContent: 'end' })}>
        <Button variant="secondary" onPress={onClose}>
          {texts.audiences.close}
        </Button>
      </div>
    </div>
  )
}

const content = style({ display: 'grid', gap: 16, font: 'ui', minWidth: 0 })
