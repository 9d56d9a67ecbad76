import { copyPicture } from './copy-picture.ts'
import { fileName, saveFile } from './save-file.ts'

/** The largest chart of a visualization; undefined where it has none: its whole is a picture of the page. */
export function findDrawing(visualization: Element): SVGSVGElement | undefined {
  const area = (drawing: Element) => {
    const { width, height } = drawing.getBoundingClientRect()
    return width * height
  }
  const drawings = [...visualization.querySelectorAll<SVGSVGElement>('figure svg')]
  return drawings.filter((each) => area(each) > 4096).toSorted((a, b) => area(b) - area(a))[0]
}

export const downloadSvg = (name: string, drawing: SVGSVGElement): void =>
  saveFile(fileName(name, 'svg'), new Blob([writeSvg(drawing)], { type: 'image/svg+xml' }))

const writeSvg = (drawing: SVGSVGElement): string =>
  new XMLSerializer().serializeToString(copyPicture(drawing))
