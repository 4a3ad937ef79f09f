/** @context and @fromContext, read from the subgraphs' SDL: arguments that no client gives, taken of the nearest object above that sets the context. */
import { Kind, parse, type SelectionSetNode } from 'graphql';
import { readSelections, stringArgument } from './declarations.ts';
import type { Thing } from './thing.ts';
import type { Setting, Universe } from './universe.ts';

interface ContextArgument {
  readonly argument: string;
  readonly context: string;
  readonly selections: SelectionSetNode;
}

export class Contexts {
  /** Context to the types that set it. */
  readonly #types = new Map<string, Set<string>>();
  readonly #arguments = new Map<string, ContextArgument[]>();

  constructor(sdl: Readonly<Record<string, string>>) {
    for (const text of Object.values(sdl)) {
      for (const definition of parse(text, { noLocation: true }).definitions) {
        if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
        const type = definition.name.value;
        for (const directive of definition.directives ?? []) {
          const name = directive.name.value === 'context' ? stringArgument(directive, 'name') : null;
          if (name !== null) this.#types.set(name, (this.#types.get(name) ?? new Set()).add(type));
        }
        for (const field of definition.fields ?? []) {
          for (const argument of field.arguments ?? []) {
            const directive = argument.directives?.find(({ name }) => name.value === 'fromContext');
            const [, context, selection] = /^\s*\$(\w+)\s*(.*)$/s.exec((directive && stringArgument(directive, 'field')) ?? '') ?? [];
            if (context === undefined || selection === undefined) continue;
            const coordinate = `${type}.${field.name.value}`;
            const selections = readSelections(selection.replace(/^\{(.*)\}\s*$/s, '$1'));
            this.#arguments.set(coordinate, [
              ...(this.#arguments.get(coordinate) ?? []),
              { argument: argument.name.value, context, selections },
            ]);
          }
        }
      }
    }
  }

  get any(): boolean {
    return this.#arguments.size > 0;
  }

  /** What is taken from contexts. */
  selections(): SelectionSetNode[] {
    return [...this.#arguments.values()].flat().map(({ selections }) => selections);
  }

  /** The field's arguments from contexts. @throws as `Universe.value`. */
  argumentsFor(universe: Universe, thing: Thing, field: string, setting: Setting): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
      (this.#arguments.get(`${thing.type}.${field}`) ?? []).map(({ argument, context, selections }) => {
        let above = thing.parent;
        while (above && !this.#types.get(context)?.has(above.type)) above = above.parent;
        if (!above) throw new Error(`nothing above ${thing.type}.${field} sets ${context}`);
        const [value] = Object.values(universe.project(above, selections, setting));
        return [argument, value];
      }),
    );
  }
}
