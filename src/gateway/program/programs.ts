/** Programs by what they depend on: the operation, its conditions, what the client may not see, and where fields with a label are read. */
import type { Stopwatch } from '../../clock/stopwatch.ts';
import type { Denied } from '../authorization/denied.ts';
import type { Trace } from '../explain/trace.ts';
import type { GatewayObserver } from '../gateway.ts';
import { conditionKey } from '../operation/conditions.ts';
import type { OperationEntry } from '../operation/documents.ts';
import { compileProgram, type CompileContext } from './compile.ts';
import type { Program } from './program.ts';

/** What decides on the program beside the operation. */
export interface Circumstances {
  /** Variables, of which those in @skip and @include count. */
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly denied: Denied | null;
  /** Active labels of @override. */
  readonly labels: ReadonlySet<string> | null;
}

export class Programs {
  readonly #context: CompileContext;
  readonly #observer: GatewayObserver;
  readonly #stopwatch: Stopwatch;

  constructor(context: CompileContext, observer: GatewayObserver, stopwatch: Stopwatch) {
    this.#context = context;
    this.#observer = observer;
    this.#stopwatch = stopwatch;
  }

  /**
   * Planned and compiled on first use, then kept with the operation.
   * @throws PlanningError where the planner finds no plan
   */
  for(entry: OperationEntry, { conditions, denied, labels }: Circumstances, trace?: Trace): Program {
    const condition = conditionKey(entry.conditionVariables, conditions);
    const moved = labels && labels.size > 0 ? `|${[...labels].join(' ')}` : '';
    const key = (denied ? `${condition}|${denied.key}` : condition) + moved;
    const known = entry.programs.get(key);
    if (trace) trace.programCache = known ? 'hit' : 'miss';
    if (known) return known;
    trace?.enter('plan');
    const started = this.#stopwatch.elapsed();
    const program = compileProgram(this.#context, entry, conditions, denied, labels ?? undefined);
    entry.programs.set(key, program);
    this.#observer.planned?.({
      milliseconds: this.#stopwatch.elapsed() - started,
      fetches: program.stages.reduce((sum, stage) => sum + stage.steps.length, 0),
    });
    return program;
  }
}
