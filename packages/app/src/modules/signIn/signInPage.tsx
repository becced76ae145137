import { SignInProviderConfig } from '@backstage/core-components';
import { githubAuthApiRef } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { z } from 'zod/v4';

type Provider = 'guest' | SignInProviderConfig;

const providers: Record<'guest' | 'github', Provider> = {
  guest: 'guest',
  github: {
    id: 'github',
    title: 'GitHub',
    message: 'Sign in as the user that the catalog has for your GitHub account',
    apiRef: githubAuthApiRef,
  },
};

/** Offers what the configuration names; `auth.providers` must have the same. */
export const signInPage = SignInPageBlueprint.makeWithOverrides({
  configSchema: {
    providers: z
      .array(z.enum(['guest', 'github']))
      .min(1)
      .default(['guest']),
  },
  factory: (originalFactory, { config }) =>
    originalFactory({
      loader: async () => {
        const { SignInPage } = await import('@backstage/core-components');
        const offered = config.providers.map(name => providers[name]);
        return props => <SignInPage {...props} providers={offered} />;
      },
    }),
});
