/** Types every operation of `schema/operations` into `schema/typed`, and writes their persisted manifest. Run: `npx graphql-codegen`. */
import type { CodegenConfig } from '@graphql-codegen/cli';
import { writeOperationsManifest } from './src/compose/operations-manifest.ts';

const config: CodegenConfig = {
  schema: 'schema/api.graphql',
  documents: 'schema/operations/*.graphql',
  importExtension: '.ts',
  generates: {
    'schema/typed/': {
      preset: 'client',
      presetConfig: { persistedDocuments: { hashAlgorithm: 'sha256' }, fragmentMasking: false },
      config: {
        documentMode: 'string',
        // Node strips types but knows no enums; and a union of strings is what JSON brings.
        enumsAsTypes: true,
        useTypeImports: true,
        strictScalars: true,
        scalars: { ID: 'string', DateTime: 'string', URL: 'string', Locale: 'string', Cursor: 'string' },
      },
    },
  },
  hooks: { afterAllFileWrite: () => writeOperationsManifest('schema/typed/persisted-documents.json', 'schema/operations/operations.json') },
};

// codegen reads the default export; everything else of the house has named ones.
export default config;
