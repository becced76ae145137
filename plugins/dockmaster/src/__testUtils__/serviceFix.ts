import { ServiceFix } from '@huleedu/plugin-dockmaster-common';

const file = {
  path: 'services/a_service/Dockerfile.dev',
  patch: `diff --git a/services/a_service/Dockerfile.dev b/services/a_service/Dockerfile.dev
--- a/services/a_service/Dockerfile.dev
+++ b/services/a_service/Dockerfile.dev
@@ -12,4 +12,4 @@
 ENV A_SERVICE_HTTP_PORT=7009 \\
-    A_SERVICE_PROMETHEUS_PORT=9099 \\
+    A_SERVICE_PROMETHEUS_PORT=9101 \\
     A_SERVICE_HOST=0.0.0.0
 
`,
};

/** A fix that leaves nothing to do. */
export function serviceFix(overrides: Partial<ServiceFix> = {}): ServiceFix {
  const files = overrides.files ?? [file];
  return {
    entityRef: 'component:default/a-service',
    patch: files.map(({ patch }) => patch).join(''),
    files,
    fixed: ['8.1.prom-offset', '8.2.expose-vars'],
    remaining: [],
    ports: {},
    conforms: true,
    score: 100,
    ...overrides,
  };
}
