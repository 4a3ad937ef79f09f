/**
 * Progressive @override: `label: "percent(n)"` moves a field for n of a hundred requests, any other label for the requests that the operator says. The active
 * labels of a request choose between the programs of its operation, so an operation is planned once for each choice that is drawn.
 */
import { visit, type DocumentNode } from 'graphql';
import type { OperationEntry } from '../operation/documents.ts';
import type { ClientRequest } from '../request.ts';
import { applicationsOf } from '../supergraph/spec-directives.ts';

export interface OverrideOptions {
  /**
   * Whether a label that is no percentage is active for this request. Without it none is.
   * @throws whatever it throws or rejects with fails the request.
   */
  readonly isActive?: (label: string, client: ClientRequest) => boolean | Promise<boolean>;
  /** From 0 to below 1; drawn once per request, so that a request is among the first 10 percent whenever it is among the first 5. */
  readonly random?: () => number;
}

export interface OverrideLabels {
  /** The labels among those that concern the operation; null where none does. */
  activeIn(entry: OperationEntry, client: ClientRequest): Promise<ReadonlySet<string>> | null;
}

/** @returns null where the supergraph has no label. */
export function createOverrideLabels(supergraph: DocumentNode, options: OverrideOptions = {}): OverrideLabels | null {
  const byField = labelsByField(supergraph);
  if (byField.size === 0) return null;
  const needed = neededLabels(supergraph, byField);
  const random = options.random ?? Math.random;
  const kept = new WeakMap<OperationEntry, readonly string[]>();
  const labelsOf = (entry: OperationEntry): readonly string[] => {
    let labels = kept.get(entry);
    if (!labels) kept.set(entry, (labels = labelsIn(entry.document, byField, needed)));
    return labels;
  };
  return {
    activeIn(entry, client) {
      const labels = labelsOf(entry);
      return labels.length === 0 ? null : chooseActive(labels, random() * 100, async (label) => options.isActive?.(label, client) ?? false);
    },
  };
}

async function chooseActive(
  labels: readonly string[],
  drawn: number,
  isActive: (label: string) => Promise<boolean>,
): Promise<ReadonlySet<string>> {
  const answers = await Promise.all(
    labels.map((label) => {
      const percentage = percentageOf(label);
      return percentage === null ? isActive(label) : drawn < percentage;
    }),
  );
  return new Set(labels.filter((_, index) => answers[index]));
}

/** `percent(12.5)` is 12.5; null for any other label. */
function percentageOf(label: string): number | null {
  const number = /^percent\((\d{1,3}(?:\.\d{1,8})?)\)$/.exec(label)?.[1];
  return number === undefined ? null : Number(number);
}

type LabelsByField = ReadonlyMap<string, ReadonlySet<string>>;

function labelsByField(supergraph: DocumentNode): LabelsByField {
  const labels = new Map<string, Set<string>>();
  visit(supergraph, {
    FieldDefinition(node) {
      for (const { overrideLabel } of applicationsOf(node, 'join__field')) {
        if (typeof overrideLabel !== 'string') continue;
        const ofField = labels.get(node.name.value) ?? new Set();
        labels.set(node.name.value, ofField.add(overrideLabel));
      }
    },
  });
  return labels;
}

/** Labels of fields by whose names keys, @requires and contexts ask: any operation may need them. */
function neededLabels(supergraph: DocumentNode, byField: LabelsByField): ReadonlySet<string> {
  const texts: string[] = [];
  visit(supergraph, {
    Directive(node) {
      if (node.name.value === 'join__type' || node.name.value === 'join__field')
        visit(node, { StringValue: (value) => void texts.push(value.value) });
    },
  });
  const names = new Set(texts.flatMap((text) => text.match(/[_A-Za-z]\w*/g) ?? []));
  return new Set([...byField].flatMap(([field, labels]) => (names.has(field) ? [...labels] : [])));
}

function labelsIn(document: DocumentNode, byField: LabelsByField, needed: ReadonlySet<string>): string[] {
  const labels = new Set(needed);
  visit(document, {
    Field(node) {
      for (const label of byField.get(node.name.value) ?? []) labels.add(label);
    },
  });
  return [...labels].toSorted();
}
