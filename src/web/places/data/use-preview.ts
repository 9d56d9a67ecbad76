import { keepPreviousData, type QueryKey, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { ImportPreview } from '../../../model/answers/imports.ts'
import {
  type ImportSettings,
  previewFile,
  previewUpload,
  RequestError,
  type UploadProgress,
} from '../../api/index.ts'

const previews = 'preview'

export const isPreview = ([first]: QueryKey): boolean => first === previews

/** What an import of a file would do. The file is sent once, and looked at again as settings change. */
export function usePreview(file: File, settings: ImportSettings) {
  const [progress, setProgress] = useState<UploadProgress | null>(null)
  const upload = useRef<string | undefined>(undefined)
  const send = () => previewFile(file, settings, setProgress)
  const query = useQuery<ImportPreview>({
    queryKey: [previews, file.name, file.size, file.lastModified, settings],
    queryFn: async () => {
      const preview = await (upload.current === undefined
        ? send()
        : previewUpload(upload.current, settings).catch((error: unknown) => {
            if (!isGone(error)) throw error
            return send()
          }))
      upload.current = preview.upload
      return preview
    },
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const { data: preview, error, isFetching } = query
  return { preview, error, isFetching, progress, upload: preview?.upload }
}

const isGone = (error: unknown): boolean =>
  error instanceof RequestError && error.problem.code === 'import/unknown-upload'
