import { CustomDialog, DialogContainer } from '@react-spectrum/s2/CustomDialog'
import ChevronLeft from '@react-spectrum/s2/icons/ChevronLeft'
import ChevronRight from '@react-spectrum/s2/icons/ChevronRight'
import CloseIcon from '@react-spectrum/s2/icons/Close'
import PlayIcon from '@react-spectrum/s2/icons/Play'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMemo, useRef, useState } from 'react'
import { texts } from '../../texts/index.ts'
import { IconButton } from '../../components/icon-button.tsx'
import { Panel } from './panel-section.tsx'
import { ProjectPageContext, useProjectPage } from './project-page.ts'

/** One panel a screen, over everything else; arrow keys go on and back, Escape ends. */
export function PresentButton() {
  const { document } = useProjectPage()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <IconButton
        command={{
          name: texts.project.present,
          isDisabled: document.panels.length === 0,
          run: () => setOpen(true),
        }}
      >
        <PlayIcon />
      </IconButton>
      <DialogContainer onDismiss={() => setOpen(false)}>
        {isOpen && (
          <CustomDialog size="fullscreenTakeover" padding="none" aria-label={texts.project.present}>
            <Screens onEnd={() => setOpen(false)} />
          </CustomDialog>
        )}
      </DialogContainer>
    </>
  )
}

function Screens({ onEnd }: { readonly onEnd: () => void }) {
  const page = useProjectPage()
  const { panels } = page.document
  const [wanted, setAt] = useState(0)
  const at = Math.min(wanted, panels.length - 1)
  const panel = panels[at]
  const shown = useMemo(() => ({ ...page, isEditable: false, selected: null }), [page])
  const element = useRef<HTMLDivElement>(null)
  const go = (by: number) => {
    setAt(Math.min(Math.max(at + by, 0), panels.length - 1))
    // The last panel’s button onwards cannot be pressed again: the keys go on from the screen.
    element.current?.focus()
  }
  if (panel === undefined) return null
  return (
    <ProjectPageContext value={shown}>
      <div
        ref={element}
        tabIndex={-1}
        className={screen}
        onKeyDown={({ key }) => {
          if (key === 'ArrowRight' || key === 'PageDown') go(1)
          if (key === 'ArrowLeft' || key === 'PageUp') go(-1)
        }}
      >
        <div className={bar}>
          <span role="status" className={style({ flexGrow: 1 })}>
            {texts.project.screen(at + 1, panels.length)}
          </span>
          <IconButton
            command={{
              name: texts.project.previousPanel,
              isDisabled: at === 0,
              run: () => go(-1),
            }}
          >
            <ChevronLeft />
          </IconButton>
          <IconButton
            command={{
              name: texts.project.nextPanel,
              isDisabled: at === panels.length - 1,
              run: () => go(1),
            }}
          >
            <ChevronRight />
          </IconButton>
          <IconButton command={{ name: texts.project.endPresenting, run: onEnd }}>
            <CloseIcon />
          </IconButton>
        </div>
        <Panel key={panel.id} panel={{ ...panel, collapsed: undefined }} />
      </div>
    </ProjectPageContext>
  )
}

const screen = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 16,
  height: 'full',
  boxSizing: 'border-box',
  padding: 24,
  overflow: 'auto',
  outlineStyle: 'none',
  backgroundColor: 'layer-1',
})
const bar = style({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  font: 'ui',
  color: 'neutral-subdued',
})
