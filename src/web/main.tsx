import '@react-spectrum/s2/page.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from './app/query-client.ts'
import { sessionQuery } from './api/index.ts'
import { router } from './router.ts'

const element = document.getElementById('root')
if (element === null) throw new Error('index.html has no #root')

const client = createQueryClient()
// Every page asks for it first: while the place itself is still on its way.
void client.prefetchQuery(sessionQuery)

createRoot(element).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
