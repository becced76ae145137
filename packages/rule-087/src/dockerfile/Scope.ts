import { Span } from './SourceText';
import { Lookup, VariableState } from './expandWord';
import { Value, unknownValue } from './Value';

/** A variable of the environment, and the pair that set it last. */
export type Variable = Span & { name: string; value: Value };

/** Arguments that the builder defines by itself, once they are declared or even without that. */
const PREDEFINED = new Set(
  'TARGETPLATFORM TARGETOS TARGETARCH TARGETVARIANT BUILDPLATFORM BUILDOS BUILDARCH BUILDVARIANT HTTP_PROXY http_proxy HTTPS_PROXY https_proxy FTP_PROXY ftp_proxy NO_PROXY no_proxy ALL_PROXY all_proxy'.split(
    ' ',
  ),
);

/** What every Python image sets, to values that its tag does not tell. */
const SET_BY_IMAGE = new Set(
  'PATH LANG GPG_KEY PYTHON_VERSION PYTHON_SHA256 HOME HOSTNAME'.split(' '),
);

/** The variables of one stage, on top of those of the stage that it is built from. */
export class Scope {
  readonly environment = new Map<string, Variable>();
  private readonly arguments = new Map<string, VariableState>();

  constructor(private readonly parent?: Scope) {}

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
    this.variable(name)?.value ?? this.argument(name) ?? predefined(name);
}

function predefined(name: string): Value | undefined {
  return PREDEFINED.has(name) || SET_BY_IMAGE.has(name)
    ? unknownValue([name])
    : undefined;
}
