/** Of every node, in pixels. */
export const NODE_WIDTH = 192
export const NODE_HEIGHT = 92
