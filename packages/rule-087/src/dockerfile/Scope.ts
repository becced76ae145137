import { Span } from '../source/SourceText';
import { Lookup, VariableState } from './expandWord';
import { Value, unknownValue } from '../source/Value';

/** A variable of the environment, and the pair that set it last. */
export type Variable = Span & { name: string; value: Value };

/** Arguments that the builder defines by itself: in every FROM, and in the stages that declare them. */
const PLATFORM =
  'TARGETPLATFORM TARGETOS TARGETARCH TARGETVARIANT TARGETSTAGE BUILDPLATFORM BUILDOS BUILDARCH BUILDVARIANT'.split(
    ' ',
  );

/** What every Python image sets, to values that its tag does not tell. */
const SET_BY_IMAGE = new Set(
  'PATH LANG GPG_KEY PYTHON_VERSION PYTHON_SHA256 PYTHON_PIP_VERSION PYTHON_SETUPTOOLS_VERSION PYTHON_GET_PIP_URL PYTHON_GET_PIP_SHA256'.split(
    ' ',
  ),
);

/** The variables of one stage, on top of those of the stage that it is built from. */
export class Scope {
  readonly environment = new Map<string, Variable>();
  private readonly arguments = new Map<string, VariableState>();

  constructor(private readonly parent?: Scope) {}

  /** The scope of what stands before the first FROM. */
  static createGlobal(): Scope {
    const scope = new Scope();
    for (const name of PLATFORM) {
      scope.setArgument(name, unknownValue([name]));
    }
    return scope;
  }

  setVariable(variable: Variable) {
    this.environment.set(variable.name, variable);
  }

  setArgument(name: string, state: VariableState) {
    this.arguments.set(name, state);
  }

  variable(name: string): Variable | undefined {
    return this.environment.get(name) ?? this.parent?.variable(name);
  }

  argument(name: string): VariableState | undefined {
    return this.arguments.get(name) ?? this.parent?.argument(name);
  }

  /** Every variable that the file declares here or in a stage below, the latest of each name. */
  variables(): Map<string, Variable> {
    const chain: Scope[] = [];
    let scope: Scope | undefined = this.parent;
    while (scope) {
      chain.push(scope);
      scope = scope.parent;
    }
    const variables = new Map<string, Variable>();
    for (const link of [...chain.reverse(), this]) {
      for (const [name, variable] of link.environment) {
        variables.set(name, variable);
      }
    }
    return variables;
  }

  /** ENV over ARG, as the builder looks a name up. */
  lookup: Lookup = name =>
    this.variable(name)?.value ??
    this.argument(name) ??
    (SET_BY_IMAGE.has(name) ? unknownValue([name]) : undefined);
}
