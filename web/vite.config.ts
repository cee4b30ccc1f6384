import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where the server runs while the pages are being worked on. */
const SERVER = 'http://127.0.0.1:4000'

// biome-ignore lint/style/noDefaultExport: vite reads the default export
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // All of 2024; older targets would have light-dark() rewritten into what the component library does not know.
    target: ['chrome123', 'firefox121', 'safari17.5'],
    // A file that becomes part of another would be an address that the content security policy refuses.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600, // React, its router and queries, and the components that every page needs
    modulePreload: { polyfill: false },
    // In one file modules run in the order in which they are imported, so shapes are made after shapes.ts says how.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: 'model', test: /web.shapes\.ts|src.model|node_modules.zod/ }],
        },
      },
    },
  },
  server: {
    proxy: { '^/[a-zA-Z]+\\.[a-zA-Z.]+$': SERVER, '/sign-in': SERVER, '/sign-out': SERVER },
  },
})
