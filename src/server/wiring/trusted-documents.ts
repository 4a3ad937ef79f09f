/** The trusted documents of a serving process: read at start, and again when the operator says so. */
import type { Config } from '../../config/config.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import type { Logger } from '../../telemetry/logger.ts';
import { readTrustedDocuments, unhurried, type TrustedDocument } from '../graphql/documents/read-documents.ts';
import { TrustedDocuments } from '../graphql/documents/trusted-documents.ts';

export interface TrustedDocumentsWiring {
  readonly config: Pick<Config, 'trustedDocuments' | 'safelist'>;
  readonly gateway: Pick<Gateway, 'prepare'>;
  readonly log: Logger;
}

/** As many as the operation cache holds by far: these are parsed and validated before anybody asks. */
const PREPARED_AT_ONCE = 1_000;

/** Rejects with `ClientError` where a file is not right. */
export async function openTrustedDocuments({ config, gateway, log }: TrustedDocumentsWiring) {
  const trusted = new TrustedDocuments([]);
  const read = async (): Promise<void> => {
    const documents = await readTrustedDocuments(config.trustedDocuments);
    trusted.replace(documents);
    await tellMisfits(documents, gateway, log);
    log.info({ documents: trusted.size, safelist: config.safelist }, 'trusted documents are read');
  };
  if (config.trustedDocuments.length > 0) await read();
  return {
    trusted,
    /** Never rejects. One at a time: two at once could end with the older. */
    reload: oneAfterAnother(() => read().catch((error: unknown) => log.error({ err: error }, 'trusted documents stay as they were'))),
  };
}

/** Not a reason to refuse to start: during a release, the apps' operations may be ahead of the schema or behind it. */
async function tellMisfits(documents: readonly TrustedDocument[], gateway: TrustedDocumentsWiring['gateway'], log: Logger): Promise<void> {
  for await (const { id, text, file } of unhurried(documents.slice(0, PREPARED_AT_ONCE))) {
    const [error] = gateway.prepare(text).errors;
    if (error) log.warn({ id, file, reason: error.message }, 'a trusted document does not fit the schema');
  }
}

function oneAfterAnother(work: () => Promise<void>): () => Promise<void> {
  let last = Promise.resolve();
  return () => (last = last.then(work));
}
