/** Which labels of progressive @override are active: those of the configuration, and those that the operator's module names for the request. */
import { pathToFileURL } from 'node:url';
import type { Viewer } from '../../auth/viewer.ts';
import { ConfigError, type Config } from '../../config/config.ts';
import type { OverrideOptions } from '../../gateway/overrides/override-labels.ts';
import { VIEWER } from '../graphql/client-request.ts';

/** What an override module is told. It exports `isActive: OverrideFunction`. */
export interface OverrideRequest {
  readonly requestId: string;
  /** Null without a token. */
  readonly viewer: Viewer | null;
  /** Lower-case names; those that subgraphs see too. */
  readonly headers: Readonly<Record<string, string>>;
}

export type OverrideFunction = (label: string, request: OverrideRequest) => boolean | Promise<boolean>;

/** Rejects with `ConfigError` where the override module cannot be used. */
export async function overridesOf(config: Pick<Config, 'overrideLabels' | 'overrideModule'>): Promise<OverrideOptions> {
  const { overrideLabels } = config;
  const decide = config.overrideModule === null ? null : await importDecision(config.overrideModule);
  return {
    isActive: (label, { requestId, headers, memory }) =>
      overrideLabels.has(label) ||
      (decide?.(label, { requestId, headers, viewer: (memory.get(VIEWER) as Viewer | undefined) ?? null }) ?? false),
  };
}

async function importDecision(path: string): Promise<OverrideFunction> {
  let loaded: { readonly isActive?: unknown };
  try {
    loaded = (await import(pathToFileURL(path).href)) as typeof loaded;
  } catch (error) {
    throw new ConfigError([`OVERRIDE_MODULE cannot be loaded: ${error instanceof Error ? error.message : String(error)}`]);
  }
  if (typeof loaded.isActive !== 'function') throw new ConfigError([`OVERRIDE_MODULE (${path}) does not export a function "isActive".`]);
  return loaded.isActive as OverrideFunction;
}
