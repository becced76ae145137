/* eslint-disable */
/* Generated from openapi.yaml by `yarn generate`. */
/** Generated from openapi.yaml. @public */
export interface paths {
    "/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The services that the caller may read, a page at a time */
        get: operations["ListServices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{namespace}/{kind}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One service with its report */
        get: operations["GetService"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{namespace}/{kind}/{name}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The latest changes of the service's verdicts, newest first */
        get: operations["GetServiceHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{namespace}/{kind}/{name}/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The build steps that an edit of the service repeats */
        get: operations["GetServiceForecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{namespace}/{kind}/{name}/fix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A fix of the service as a diff of its files; nothing is written */
        get: operations["GetServiceFix"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{namespace}/{kind}/{name}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Reads the service's files again, judges them and answers with the result */
        post: operations["RefreshService"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clauses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The clauses of the rule */
        get: operations["ListClauses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The services that the caller may read, in numbers */
        get: operations["GetSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Judges the files of the request; nothing is stored */
        post: operations["Check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/waivers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Waivers of clauses */
        get: operations["ListWaivers"];
        put?: never;
        /** @description Waives a clause for a service, with a reason */
        post: operations["CreateWaiver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/waivers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** @description Ends a waiver */
        delete: operations["DeleteWaiver"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Every number of the pools, with its state */
        get: operations["GetPorts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ports/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description The ports that a reservation would get now; nothing is reserved */
        post: operations["PreviewPorts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ports/reservations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The reservations, a page at a time */
        get: operations["ListReservations"];
        put?: never;
        /** @description Reserves a bundle of ports for an owner, or returns its existing one */
        post: operations["ReservePorts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ports/reservations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One reservation */
        get: operations["GetReservation"];
        put?: never;
        post?: never;
        /** @description Releases the ports, which then are in quarantine for a while. An unknown reservation counts as released. */
        delete: operations["ReleasePorts"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ports/reservations/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Makes a lease permanent */
        post: operations["ConfirmPorts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ports/reservations/{id}/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Extends a lease */
        post: operations["RenewPorts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ports/reservations/{id}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Gives the ports to another owner, for example when a service is renamed */
        post: operations["TransferPorts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ports/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The history of a port or an owner, newest first */
        get: operations["GetPortHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ports/drift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Differences between the fleet's files, the registry and the pools */
        get: operations["GetPortDrift"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ports/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Registers the ports that the fleet's files use, without changing them; a dry run by default */
        post: operations["ImportPorts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
/** Generated from openapi.yaml. @public */
export type webhooks = Record<string, never>;
/** Generated from openapi.yaml. @public */
export interface components {
    schemas: {
        /** @description An error of Backstage. Errors of the port registry also have a code for programs and its values. */
        ErrorBody: {
            error: {
                name: string;
                message: string;
                /** @example POOL_EXHAUSTED */
                code?: string;
                /** @description Values that belong to the code */
                details?: {
                    [key: string]: unknown;
                };
            };
        };
        /**
         * @description null, where OpenAPI 3.0 admits no nullable reference
         * @enum {object|null}
         */
        Nothing: never | null;
        PortNumber: number;
        Severity: "must" | "should" | "optional";
        Verdict: "pass" | "fail" | "not-applicable" | "unknown" | "waived";
        ServiceKind: "http" | "worker" | "job";
        Framework: "quart" | "fastapi" | "none";
        /** @description A range in one source file. Lines and columns count from 1; the end is exclusive. */
        Evidence: {
            /** @description Relative to the repository's root, with `/` */
            file: string;
            startLine: number;
            startColumn: number;
            endLine: number;
            endColumn: number;
        };
        /** @description Something about the sources that no clause covers, such as a limit or an expired suppression */
        Notice: {
            /** @description Stable, in kebab case, for example `file-too-large` */
            code: string;
            severity: "error" | "warning" | "info";
            message: string;
            evidence: components["schemas"]["Evidence"][];
        };
        /** @description Why a clause is waived, and its verdict without the waiver */
        ClauseWaiver: {
            verdict: "pass" | "fail" | "not-applicable" | "unknown";
            reason: string;
            /** @description Last day on which it counts, `YYYY-MM-DD` */
            until?: string;
            evidence?: components["schemas"]["Evidence"];
            /** @description Entity ref of the approver, unless a comment in the file waives the clause */
            by?: string;
        };
        /** @description One clause's verdict in a report */
        ClauseResult: {
            id: string;
            severity: components["schemas"]["Severity"];
            verdict: components["schemas"]["Verdict"];
            /** @description One or two plain sentences: the problem, the requirement, the instruction to write */
            message: string;
            evidence: components["schemas"]["Evidence"][];
            /** @description Whether a fix exists */
            fixable?: boolean;
            waiver?: components["schemas"]["ClauseWaiver"];
        };
        /** @description The verdicts on one service's sources */
        Report: {
            standard: {
                id: string;
                version: string;
            };
            service: string;
            kind: components["schemas"]["ServiceKind"];
            framework: components["schemas"]["Framework"];
            /** @description Properties that were not declared but inferred from the sources */
            inferred: ("kind" | "framework" | "prefix")[];
            files: {
                dockerfile: string | null;
                compose: string[];
                pyproject: string | null;
            };
            /** @description `false` when a required clause fails; `null` (undecided) when none fails but one is unknown; else `true` */
            conforms: boolean | null;
            /** @description Weighted over the decided clauses and rounded down; `null` when nothing was decided */
            score: number | null;
            notices: components["schemas"]["Notice"][];
            clauses: components["schemas"]["ClauseResult"][];
        };
        /** @description A clause of the rule, explained for people */
        ClauseExplanation: {
            id: string;
            section: string;
            title: string;
            severity: components["schemas"]["Severity"];
            rationale: string;
            sectionTitle: string;
            /** @description A piece of a service that passes, and one that fails */
            example: {
                file: "dockerfile" | "compose" | "pyproject";
                passes: string;
                fails: string;
            };
            /** @description A comment that waives the clause */
            suppression: string;
        };
        /**
         * @description What is known about a service's sources.
         *
         *     `pending`: not inspected yet. `no-dockerfile`: its folder was read and holds none. `unreadable`: they could not be read, and no earlier report exists or the earlier one is shown as stale.
         * @enum {string}
         */
        ServiceState: "checked" | "pending" | "no-dockerfile" | "unreadable";
        /** @description How many clauses have each verdict, and how many required and recommended ones fail */
        ServiceCounts: {
            pass: number;
            fail: number;
            "not-applicable": number;
            unknown: number;
            waived: number;
            mustFail: number;
            shouldFail: number;
            mustUnknown: number;
        };
        /** @description One service in a list. */
        ServiceSummary: {
            entityRef: string;
            state: components["schemas"]["ServiceState"];
            /** @description True when the last read failed and the report is that of an earlier one. */
            stale: boolean;
            conforms: boolean | null;
            score: number | null;
            counts: components["schemas"]["ServiceCounts"] | components["schemas"]["Nothing"];
            /**
             * Format: date-time
             * @description ISO 8601 instant of the inspection that the report comes from; null before the first.
             */
            checkedAt: string | null;
        };
        /** @description One service with all that is known about it. */
        ServiceDetail: components["schemas"]["ServiceSummary"] & {
            /**
             * Format: date-time
             * @description ISO 8601 instant of the last attempt, successful or not.
             */
            attemptedAt: string | null;
            /**
             * Format: date-time
             * @description ISO 8601 instant since which `conforms` has been what it is.
             */
            since: string | null;
            /** @description Why the state is what it is, in a sentence for people, when it is not `checked` or is stale. */
            reason: string | null;
            report: components["schemas"]["Report"] | components["schemas"]["Nothing"];
            /** @description Where the files of the report can be viewed: path relative to the root → URL; only those with a web page. */
            links: {
                [key: string]: string;
            };
        };
        ServicePage: {
            items: components["schemas"]["ServiceSummary"][];
            nextCursor?: string;
        };
        /** @description A change of a service's verdicts */
        VerdictChange: {
            conforms: boolean | null;
            score: number | null;
            /** @description Ids of the clauses whose verdict changed */
            changed: string[];
            /** Format: date-time */
            at: string;
        };
        /** @description Build steps that an edit repeats, by index. The builder repeats all of `rerun`, and no more than `rerun` and `maybe`. */
        RebuiltSteps: {
            rerun: number[];
            maybe: number[];
            /** @description Share of the steps that are not in `rerun`, with two decimals */
            cachedShare: number;
        };
        ForecastChange: "service-code" | "library-source" | "service-metadata" | "lock-file" | "system-packages";
        ForecastStep: {
            /** @description From 1, over the stages that the target needs, in the file's order */
            index: number;
            stage: string;
            line: number;
            instruction: string;
        };
        ForecastTarget: {
            /** @description The value of `--target`; null when the last stage has no name */
            target: string | null;
            steps: components["schemas"]["ForecastStep"][];
            changes: {
                "service-code": components["schemas"]["RebuiltSteps"];
                "library-source": components["schemas"]["RebuiltSteps"];
                "service-metadata": components["schemas"]["RebuiltSteps"];
                "lock-file": components["schemas"]["RebuiltSteps"] | components["schemas"]["Nothing"];
                "system-packages": components["schemas"]["RebuiltSteps"];
            };
        };
        ForecastSummary: {
            target: string | null;
            sentence: string;
            stepCount: number;
            edits: {
                change: components["schemas"]["ForecastChange"];
                what: string;
                count: string;
                steps: (components["schemas"]["ForecastStep"] & {
                    verdict: "rerun" | "maybe";
                })[];
            }[];
        };
        /** @description The build steps that an edit of a service repeats; the summary describes the target that developers build */
        ServiceForecast: {
            targets: components["schemas"]["ForecastTarget"][];
            summary?: components["schemas"]["ForecastSummary"];
        };
        /** @description Numbers that were reserved for a service. */
        GivenPorts: {
            http?: components["schemas"]["PortNumber"];
            database?: components["schemas"]["PortNumber"];
        };
        /** @description A clause that still fails, why it is not fixed, and which port would have to be reserved. */
        Remaining: {
            id: string;
            reason: string;
            needs?: "http" | "database";
        };
        /** @description A line that still names a port which the fix moves */
        StaleReference: {
            path: string;
            line: number;
            port: components["schemas"]["PortNumber"];
            /** @description The port's new number. */
            now: components["schemas"]["PortNumber"];
        };
        BlockedPort: {
            port: components["schemas"]["PortNumber"];
            reason: string;
        };
        /** @description A fix of a service as a diff of its files; nothing is written */
        ServiceFix: {
            entityRef: string;
            /** @description One unified diff of all files, with paths from the monorepo's root, as `git apply` takes it; `''` when nothing changes. */
            patch: string;
            /** @description The same diff, a file at a time; `renamedFrom` is the path that a file had. */
            files: {
                path: string;
                patch: string;
                renamedFrom?: string;
            }[];
            /** @description Ids of the clauses that fail now and pass with the fix */
            fixed: string[];
            /** @description The clauses that still fail with the fix, and why */
            remaining: components["schemas"]["Remaining"][];
            /** @description The ports reserved for the service, which the fix uses */
            ports: components["schemas"]["GivenPorts"];
            /** @description Ports in its files that another service has; the fix moves away from them. Absent if empty. */
            taken?: components["schemas"]["BlockedPort"][];
            /** @description Ids of the clauses that the portal waives; they do not count as remaining. Absent if empty. */
            waived?: string[];
            /** @description Lines that still name a port which the fix moves. Absent if empty. */
            staleReferences?: components["schemas"]["StaleReference"][];
            /** @description The verdict with the fix */
            conforms: boolean | null;
            score: number | null;
        };
        /**
         * @description Files to be judged without being stored.
         *
         *     A Dockerfile alone is judged as such; with a pyproject.toml or compose files it is that of a service in its folder.
         */
        CheckRequest: {
            /** @description By default `service`. */
            service?: string;
            kind?: components["schemas"]["ServiceKind"];
            framework?: components["schemas"]["Framework"];
            prefix?: string;
            dockerfile: string;
            pyproject?: string;
            /** @description In the order in which Compose merges them; paths relative to the repository's root. */
            compose?: {
                path: string;
                content: string;
            }[];
        };
        /** @description How many services have each verdict on a clause */
        ClauseSummary: {
            id: string;
            pass: number;
            fail: number;
            "not-applicable": number;
            unknown: number;
            waived: number;
        };
        /** @description Services in numbers */
        ServiceTotals: {
            services: number;
            conforming: number;
            notConforming: number;
            undecided: number;
            /** @description Without a report */
            unchecked: number;
            /** @description Mean of the scores, rounded down; null without any */
            score: number | null;
        };
        /** @description The services of one owner in numbers */
        OwnerSummary: components["schemas"]["ServiceTotals"] & {
            /** @description Entity ref of the owner; null for services without one */
            owner: string | null;
        };
        /** @description The fleet in numbers: all services that the caller may read. */
        FleetSummary: {
            total: components["schemas"]["ServiceTotals"];
            clauses: components["schemas"]["ClauseSummary"][];
            owners: components["schemas"]["OwnerSummary"][];
        };
        /** @description A clause that is waived for a service */
        ServiceWaiver: {
            id: string;
            entityRef: string;
            clause: string;
            reason: string;
            /**
             * Format: date
             * @description Last day on which it counts, `YYYY-MM-DD`.
             */
            until?: string;
            /** @description Entity ref of who granted it. */
            by: string;
            /**
             * Format: date-time
             * @description ISO 8601 instant.
             */
            createdAt: string;
        };
        CreateWaiverRequest: {
            entityRef: string;
            clause: string;
            reason: string;
            /** Format: date */
            until?: string;
        };
        /**
         * @description What a port of a bundle is for.
         * @enum {string}
         */
        PortRole: "http" | "prometheus" | "database";
        /** @description The ports of a bundle; roles without a port are absent */
        BundlePorts: {
            http?: components["schemas"]["PortNumber"];
            prometheus?: components["schemas"]["PortNumber"];
            database?: components["schemas"]["PortNumber"];
        };
        /** @description A number that was still in quarantine, taken because nothing else was left */
        ReusedPort: {
            port: components["schemas"]["PortNumber"];
            previousOwner: string;
            /** Format: date-time */
            until: string;
        };
        ReserveRequest: {
            /**
             * @description Entity ref of the service, which need not exist yet.
             * @example component:default/billing-service
             */
            owner: string;
            /** @description By default `default`. */
            environment?: string;
            /**
             * @description By default `http`. A worker's bundle is its database port alone.
             * @enum {string}
             */
            kind?: "http" | "worker";
            /** @description Whether a database port is wanted, too. */
            database?: boolean;
            /** @description Explicit numbers, honoured or refused */
            ports?: {
                http?: components["schemas"]["PortNumber"];
                database?: components["schemas"]["PortNumber"];
            };
            /**
             * @description By default `leased`.
             * @enum {string}
             */
            state?: "leased" | "active";
            /**
             * @description How long a lease lasts, as an ISO 8601 duration
             * @example PT24H
             */
            ttl?: string;
            task?: string;
            /** Format: uri */
            pullRequest?: string;
        };
        RenewRequest: {
            /**
             * @description How long a lease lasts, as an ISO 8601 duration
             * @example PT24H
             */
            ttl?: string;
            /** Format: uri */
            pullRequest?: string;
        };
        TransferRequest: {
            owner: string;
        };
        ImportRequest: {
            environment?: string;
            /** @description By default true: says what would be written */
            dryRun?: boolean;
        };
        /**
         * @description The ports of one owner in one environment.
         *
         *     `leased` ports go back on `expiresAt` unless they are confirmed; `active` ones stay until they are released.
         */
        Reservation: {
            id: string;
            /** @description Grows with every change; a change names it in `If-Match`. */
            version: number;
            /** @description Entity ref, in lower case. */
            owner: string;
            environment: string;
            kind: "http" | "worker";
            state: "leased" | "active";
            /** @description Who asked: a user's entity ref, or a service's subject. */
            requester: string;
            /**
             * Format: date-time
             * @description ISO 8601 instant.
             */
            expiresAt?: string;
            ports: components["schemas"]["BundlePorts"];
            /** @description The scaffolder task that it was made for. */
            task?: string;
            /** @description URL of the pull request that it waits for. */
            pullRequest?: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description Numbers that were still in quarantine, taken since nothing else was left. */
            reused?: components["schemas"]["ReusedPort"][];
        };
        ReservationPage: {
            items: components["schemas"]["Reservation"][];
            nextCursor?: string;
        };
        /** @description The ports that a reservation would get now. Nothing is reserved, so another caller may get them first. */
        PortPreview: {
            preview: true;
            binding: false;
            owner: string;
            environment: string;
            kind: "http" | "worker";
            ports: components["schemas"]["BundlePorts"];
            /** @description Whether the owner has these ports already. */
            held: boolean;
            reused?: components["schemas"]["ReusedPort"][];
        };
        /** @description What became of released ports; `released` is false where there was no such reservation any more. */
        PortRelease: {
            released: boolean;
            ports: components["schemas"]["BundlePorts"];
            /**
             * Format: date-time
             * @description ISO 8601 instant until which only the previous owner gets them, unless nothing else is left.
             */
            quarantinedUntil?: string;
        };
        PortState: "free" | "leased" | "active" | "quarantined" | "blocked" | "observed" | "conflict";
        /** @description A line that declares or publishes a port. */
        PortLocation: {
            file: string;
            line: number;
            /** @description Where people see the file. */
            url?: string;
            /** @description The entity whose file says it. */
            owner?: string;
            /** @description The Compose service that publishes it. */
            composeService?: string;
        };
        /** @description One number of a pool. */
        PoolPort: {
            port: components["schemas"]["PortNumber"];
            state: components["schemas"]["PortState"];
            owner?: string;
            /**
             * Format: date-time
             * @description ISO 8601 instant at which a lease or a quarantine ends.
             */
            until?: string;
            /** @description Why a number is blocked or in conflict, in a sentence. */
            reason?: string;
            /** @description The Prometheus port of an HTTP port, and the other way round. */
            partner?: components["schemas"]["PortNumber"];
            /** @description The lines that say it. */
            locations?: components["schemas"]["PortLocation"][];
        };
        PortPool: {
            name: components["schemas"]["PortRole"];
            from: components["schemas"]["PortNumber"];
            to: components["schemas"]["PortNumber"];
            ports: components["schemas"]["PoolPort"][];
        };
        PortOverview: {
            environment: string;
            environments: string[];
            pools: components["schemas"]["PortPool"][];
            /** @description Registered numbers outside the pools: services that were there before. */
            outside: (components["schemas"]["PoolPort"] & {
                role: components["schemas"]["PortRole"];
            })[];
        };
        /** @description Something that happened to a port. */
        PortEvent: {
            /** Format: date-time */
            at: string;
            environment: string;
            action: "reserved" | "confirmed" | "renewed" | "released" | "expired" | "transferred" | "imported";
            owner: string;
            actor: string;
            port: components["schemas"]["PortNumber"];
            role: components["schemas"]["PortRole"];
            reservation?: string;
            detail?: string;
        };
        PortHistory: {
            items: components["schemas"]["PortEvent"][];
            nextCursor?: string;
        };
        /** @description Where files and registry differ. */
        PortDrift: {
            code: "UNREGISTERED" | "CONFLICT" | "OUT_OF_POOL" | "OFFSET_DRIFT" | "MISMATCH" | "LITERAL" | "UNRESOLVED" | "NOT_SEEN";
            environment: string;
            message: string;
            owner?: string;
            role?: "http" | "prometheus" | "database" | "other";
            port?: components["schemas"]["PortNumber"];
            /** @description The number that is registered, where it is another. */
            registered?: components["schemas"]["PortNumber"];
            locations: components["schemas"]["PortLocation"][];
        };
        /** @description One service of a fleet that is imported, and what becomes of it. */
        PortImportRow: {
            owner: string;
            outcome: "assigned" | "legacy" | "unchanged" | "blocked" | "conflict" | "not-applicable";
            /** @description What is, or would be, written. */
            ports: components["schemas"]["BundlePorts"];
            reason: string;
            locations: components["schemas"]["PortLocation"][];
        };
        PortImport: {
            environment: string;
            dryRun: boolean;
            rows: components["schemas"]["PortImportRow"][];
        };
    };
    responses: {
        /** @description Any other error */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The caller lacks a permission */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Not found */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The request conflicts with the present state; `code` and `details` say how */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description `STALE_VERSION`: the reservation has changed since that version */
        PreconditionFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description `VERSION_REQUIRED`: If-Match is missing */
        PreconditionRequired: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description `REGISTRY_BUSY`: try again after `Retry-After` seconds */
        Busy: {
            headers: {
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
    };
    parameters: {
        Limit: number;
        Cursor: string;
        Namespace: string;
        Kind: string;
        Name: string;
        Id: string;
        Environment: string;
        /** @description The version that the change is based on, as in `"3"`. Not marked as required: without it the answer is 428. */
        IfMatch: string;
    };
    requestBodies: never;
    headers: {
        /** @description The version of the reservation; a change sends it as `If-Match` */
        ETag: string;
    };
    pathItems: never;
}
/** Generated from openapi.yaml. @public */
export type $defs = Record<string, never>;
/** Generated from openapi.yaml. @public */
export interface operations {
    ListServices: {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
                state?: "checked" | "pending" | "no-dockerfile" | "unreadable";
                conforms?: "true" | "false" | "undecided";
                sort?: "entityRef" | "score" | "checkedAt";
                order?: "asc" | "desc";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of services */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServicePage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetService: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                namespace: components["parameters"]["Namespace"];
                kind: components["parameters"]["Kind"];
                name: components["parameters"]["Name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The service */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceDetail"];
                };
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Error"];
        };
    };
    GetServiceHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                namespace: components["parameters"]["Namespace"];
                kind: components["parameters"]["Kind"];
                name: components["parameters"]["Name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The changes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["VerdictChange"][];
                    };
                };
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Error"];
        };
    };
    GetServiceForecast: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                namespace: components["parameters"]["Namespace"];
                kind: components["parameters"]["Kind"];
                name: components["parameters"]["Name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceForecast"];
                };
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Error"];
        };
    };
    GetServiceFix: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                namespace: components["parameters"]["Namespace"];
                kind: components["parameters"]["Kind"];
                name: components["parameters"]["Name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The diff */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceFix"];
                };
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Error"];
        };
    };
    RefreshService: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                namespace: components["parameters"]["Namespace"];
                kind: components["parameters"]["Kind"];
                name: components["parameters"]["Name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The service */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceDetail"];
                };
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Error"];
        };
    };
    ListClauses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clauses */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ClauseExplanation"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetSummary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By clause and by owner */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FleetSummary"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    Check: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckRequest"];
            };
        };
        responses: {
            /** @description The report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListWaivers: {
        parameters: {
            query?: {
                entityRef?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The waivers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ServiceWaiver"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    CreateWaiver: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWaiverRequest"];
            };
        };
        responses: {
            /** @description The waiver */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceWaiver"];
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["Error"];
        };
    };
    DeleteWaiver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The waiver is deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Error"];
        };
    };
    GetPorts: {
        parameters: {
            query?: {
                environment?: components["parameters"]["Environment"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pools */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortOverview"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    PreviewPorts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReserveRequest"];
            };
        };
        responses: {
            /** @description The ports, not reserved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortPreview"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            503: components["responses"]["Busy"];
            default: components["responses"]["Error"];
        };
    };
    ListReservations: {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
                environment?: components["parameters"]["Environment"];
                owner?: string;
                state?: "leased" | "active";
                port?: components["schemas"]["PortNumber"];
                requester?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of reservations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReservationPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ReservePorts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReserveRequest"];
            };
        };
        responses: {
            /** @description The owner had it already */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            /** @description The new reservation */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            503: components["responses"]["Busy"];
            default: components["responses"]["Error"];
        };
    };
    GetReservation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The reservation */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Error"];
        };
    };
    ReleasePorts: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that the change is based on, as in `"3"`. Not marked as required: without it the answer is 428. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortRelease"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            503: components["responses"]["Busy"];
            default: components["responses"]["Error"];
        };
    };
    ConfirmPorts: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that the change is based on, as in `"3"`. Not marked as required: without it the answer is 428. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The reservation, with its new version */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            503: components["responses"]["Busy"];
            default: components["responses"]["Error"];
        };
    };
    RenewPorts: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that the change is based on, as in `"3"`. Not marked as required: without it the answer is 428. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RenewRequest"];
            };
        };
        responses: {
            /** @description The reservation, with its new version */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            503: components["responses"]["Busy"];
            default: components["responses"]["Error"];
        };
    };
    TransferPorts: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that the change is based on, as in `"3"`. Not marked as required: without it the answer is 428. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferRequest"];
            };
        };
        responses: {
            /** @description The reservation, with its new version */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            503: components["responses"]["Busy"];
            default: components["responses"]["Error"];
        };
    };
    GetPortHistory: {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
                environment?: components["parameters"]["Environment"];
                port?: components["schemas"]["PortNumber"];
                owner?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortHistory"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetPortDrift: {
        parameters: {
            query?: {
                environment?: components["parameters"]["Environment"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The differences */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PortDrift"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ImportPorts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ImportRequest"];
            };
        };
        responses: {
            /** @description A row for each service */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortImport"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            503: components["responses"]["Busy"];
            default: components["responses"]["Error"];
        };
    };
}
