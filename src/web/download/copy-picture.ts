/** What a drawing looks like by itself: these are written into each of its elements. */
const kept = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray'],
  ...['stroke-linecap', 'stroke-linejoin', 'opacity', 'visibility', 'display', 'paint-order'],
  ...['font-family', 'font-size', 'font-weight', 'font-style', 'text-anchor', 'dominant-baseline'],
  ...['font-variant-numeric', 'letter-spacing', 'clip-path', 'mix-blend-mode'],
]

/**
 * A copy of a drawing that needs no style sheet of the page, with its size and, behind it, the colour that it stands
 * on. Text stays text.
 */
export function copyPicture(drawing: SVGSVGElement): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement
  const { width, height } = drawing.getBoundingClientRect()
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(Math.ceil(width)))
  copy.setAttribute('height', String(Math.ceil(height)))
  const originals = [drawing, ...drawing.querySelectorAll('*')]
  const copies = [copy, ...copy.querySelectorAll('*')]
  for (const [index, element] of copies.entries()) keepLook(originals[index]!, element)
  copy.prepend(backdrop(drawing))
  return copy
}

function keepLook(original: Element, copy: Element): void {
  const look = getComputedStyle(original)
  const style = kept.map((name) => `${name}:${look.getPropertyValue(name)}`).join(';')
  copy.removeAttribute('class')
  copy.setAttribute('style', style)
}

function backdrop(drawing: Element): SVGRectElement {
  const box = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  const { x = 0, y = 0 } = (drawing as SVGSVGElement).viewBox.baseVal ?? {}
  box.setAttribute('x', String(x))
  box.setAttribute('y', String(y))
  box.setAttribute('width', '100%')
  box.setAttribute('height', '100%')
  box.setAttribute('style', `fill:${colorBehind(drawing)}`)
  return box
}

function colorBehind(element: Element | null): string {
  for (let each = element; each !== null; each = each.parentElement) {
    const color = getComputedStyle(each).backgroundColor
    if (!/^(transparent|rgba\(0, 0, 0, 0\))$/.test(color)) return color
  }
  return 'white'
}
