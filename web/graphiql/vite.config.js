/** Builds GraphiQL from its packages into dist/graphiql: no CDN, nothing fetched from elsewhere at run time. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/graphiql/',
  plugins: [withoutEmbeddedFonts()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
  worker: { format: 'es' },
  build: {
    outDir: fileURLToPath(new URL('../../dist/graphiql', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // The editor is one large chunk by nature; measuring every file compressed takes longer than the build.
    chunkSizeWarningLimit: 4096,
    reportCompressedSize: false,
    rolldownOptions: {
      onLog(level, log, handle) {
        // "use client" and the like: words to React's server and compiler, of which neither is here. A hundred lines of them.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
});

/** GraphiQL's sheet carries 560 KB of Latin fonts as base64; graphiql.css names the reader's own, which know Arabic too. */
function withoutEmbeddedFonts() {
  return {
    name: 'without-embedded-fonts',
    enforce: 'pre',
    transform(css, id) {
      if (!/graphiql[\\/]dist[\\/]style\.css/.test(id)) return null;
      const rest = css.replace(/@font-face\s*\{[^}]*\}/g, '');
      if (rest.length === css.length) this.error('graphiql/style.css holds no @font-face any more: drop this plugin');
      return { code: rest, map: null };
    },
  };
}
