import type { Connect, Plugin } from 'vite'

/** A portal opens the app with a form POST, often with a path and a query of its own; Vite only knows GET. */
export function answerPost(): Plugin {
  const asGet: Connect.NextHandleFunction = (request, _response, next) => {
    if (request.method === 'POST') request.method = 'GET'
    next()
  }
  return {
    name: 'answer-post',
    configureServer: (server) => void server.middlewares.use(asGet),
    configurePreviewServer: (server) => void server.middlewares.use(asGet),
  }
}
