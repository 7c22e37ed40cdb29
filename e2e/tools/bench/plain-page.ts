const message = (index: number) =>
  `<article>${index} ${'The worktop comes in oak and in stone. '.repeat(1 + (index % 3))}</article>`

/** The best this machine's browser can do: a field and a long list, without a script. */
export const plainPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Plain page</title>
    <style>
      body { display: flex; flex-direction: column; height: 100vh; margin: 0; font: 14px sans-serif }
      [role=log] { flex: 1; overflow-y: auto }
      article { margin: 8px 20px; padding: 8px 12px; border-radius: 12px; background: #eef }
    </style>
  </head>
  <body>
    <div role="log">${Array.from({ length: 1_000 }, (_, index) => message(index)).join('')}</div>
    <textarea></textarea>
  </body>
</html>
`
