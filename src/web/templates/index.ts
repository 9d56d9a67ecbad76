import { audiences } from './audiences.ts'
import { callDeflection } from './call-deflection.ts'
import { campaigns } from './campaigns.ts'
import { channels } from './channels.ts'
import { content } from './content.ts'
import { convertingPaths } from './converting-paths.ts'
import { crossChannel } from './cross-channel.ts'
import { products } from './products.ts'
import { selfService } from './self-service.ts'
import type { Template } from './template.ts'

/** Every template in the order of the jobs on Home. */
export const templates: readonly Template[] = [
  crossChannel,
  convertingPaths,
  channels,
  content,
  products,
  campaigns,
  selfService,
  callDeflection,
  audiences,
]
