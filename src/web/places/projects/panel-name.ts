import type { PanelDocument } from '../../../model/projects/document.ts'
import { texts } from '../../texts/index.ts'

export const panelName = (panel: PanelDocument): string =>
  String(panel['name'] ?? texts.panel.untitled)
