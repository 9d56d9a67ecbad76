import './print.css'
import { Button } from '@react-spectrum/s2/Button'
import { Provider } from '@react-spectrum/s2/Provider'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { ToastQueue } from '@react-spectrum/s2/Toast'
import { useEffect, useMemo, useRef } from 'react'
import { FocusScope } from 'react-aria'
import { createPortal } from 'react-dom'
import { PaperContext } from '../../../components/paper.ts'
import type { ProjectDocument } from '../../../../model/projects/document.ts'
import { savePagePicture } from '../../../download/page-picture.ts'
import { findPanel } from '../../../project/project-patches.ts'
import { texts } from '../../../texts/index.ts'
import {
  type PrintedAs,
  ProjectPageContext,
  useProjectPage,
  type VisualizationAddress,
} from '../project-page.ts'
import { nameOf } from '../use-visualization.ts'
import { PaperPanel } from './paper-panel.tsx'
import { useReady } from './use-ready.ts'

interface PrintViewProps {
  /** One visualization of the project alone; null: all of it. */
  readonly only: VisualizationAddress | null
  /** What becomes of it: pages of a printer, or a PNG. */
  readonly as: PrintedAs
  readonly onClose: () => void
}

/** A project as it is on paper, printed or saved as a picture as soon as all of it is there. */
export function PrintView({ only, as, onClose }: PrintViewProps) {
  const page = useProjectPage()
  const { document: project } = page
  const shown = useMemo(() => ({ ...page, isEditable: false, selected: null }), [page])
  const isReady = useReady()
  useLeftAlone(only === null ? 'share-project' : `settings-of-${only.id}`)
  useEffect(() => {
    window.addEventListener('afterprint', onClose)
    return () => window.removeEventListener('afterprint', onClose)
  }, [onClose])
  const paper = useRef<HTMLDivElement>(null)
  const isPicture = as === 'picture'
  const name = nameOfPicture(project, only)
  useEffect(() => {
    if (!isReady) return
    if (isPicture) void takePicture(name, paper.current).then(onClose)
    else window.print()
  }, [isReady, isPicture, name, onClose])
  const panels = only === null ? project.panels : [findPanel(project, only.panel) ?? []].flat()
  return createPortal(
    <Provider background="base" colorScheme="light" UNSAFE_className="paper">
      <FocusScope contain autoFocus>
        <div
          role="dialog"
          aria-modal="true"
          aria-label={texts.print.title}
          ref={paper}
          className={sheet}
          onKeyDown={(event) => event.key === 'Escape' && onClose()}
        >
          <div className={bar} data-screen-only>
            <span role="status" className={style({ flexGrow: 1 })}>
              {isReady
                ? isPicture
                  ? texts.print.drawing
                  : texts.print.ready
                : texts.print.preparing}
            </span>
            <Button size="S" variant="secondary" onPress={onClose}>
              {texts.print.close}
            </Button>
            {!isPicture && (
              <Button
                size="S"
                variant="accent"
                isDisabled={!isReady}
                onPress={() => window.print()}
              >
                {texts.print.print}
              </Button>
            )}
          </div>
          <ProjectPageContext value={shown}>
            <PaperContext value={true}>
              {only === null && (
                <h1 className={style({ font: 'heading', margin: 0 })}>
                  {String(project['name'] ?? texts.project.untitled)}
                </h1>
              )}
              {panels.map((panel) => (
                <PaperPanel key={panel.id} panel={panel} only={only?.id ?? null} />
              ))}
            </PaperContext>
          </ProjectPageContext>
        </div>
      </FocusScope>
    </Provider>,
    window.document.body,
  )
}

function nameOfPicture(project: ProjectDocument, only: VisualizationAddress | null): string {
  if (only === null) return String(project['name'] ?? texts.project.untitled)
  const panel = findPanel(project, only.panel)
  const visualization = panel?.visualizations.find(({ id }) => id === only.id)
  return visualization === undefined ? texts.project.untitled : nameOf(visualization)
}

/** Says so where the browser cannot draw it. */
async function takePicture(name: string, paper: HTMLElement | null): Promise<void> {
  if (paper === null) return
  try {
    await savePagePicture(name, paper)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    ToastQueue.negative(`${texts.download.failed(name)}: ${why}`)
  }
}

/** Nothing of the page is reached while paper lies over it; then the focus goes to what opened it. */
function useLeftAlone(opener: string): void {
  useEffect(() => {
    const root = window.document.getElementById('root')
    root?.setAttribute('inert', '')
    return () => {
      root?.removeAttribute('inert')
      window.document.getElementById(opener)?.focus()
    }
  }, [opener])
}

/** As wide as the paper inside its margins: A4, across. */
const sheet = style({
  width: '[1032px]',
  marginX: 'auto',
  marginY: 0,
  display: 'grid',
  gridTemplateColumns: ['minmax(0, 1fr)'],
  gap: 24,
  paddingBottom: 24,
  outlineStyle: 'none',
})
const bar = style({
  position: 'sticky',
  top: 0,
  zIndex: 1,
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  paddingY: 12,
  font: 'ui',
  color: 'neutral',
  backgroundColor: 'base',
})
