import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { SidebarSearchModal } from '@backstage/plugin-search';
import { UserSettingsSignInAvatar } from '@backstage/plugin-user-settings';
import { RiMenuLine, RiSearchLine } from '@remixicon/react';
import { NavigationLogo } from './NavigationLogo';

export const navigationContent = NavContentBlueprint.make({
  params: {
    component: props => {
      const pages = props.navItems.withComponent(page => (
        <SidebarItem icon={() => page.icon} to={page.href} text={page.title} />
      ));
      // Searching opens a dialog, which leads on to the page.
      pages.take('page:search');
      const settings = pages.take('page:user-settings');

      return (
        <Sidebar>
          <NavigationLogo />
          <SidebarGroup label="Search" icon={<RiSearchLine />} to="/search">
            <SidebarSearchModal />
          </SidebarGroup>
          <SidebarDivider />
          <SidebarGroup label="Menu" icon={<RiMenuLine />}>
            {pages.take('page:catalog')}
            {pages.take('page:scaffolder')}
            <SidebarScrollWrapper>
              {pages.rest({ sortBy: 'title' })}
            </SidebarScrollWrapper>
          </SidebarGroup>
          <SidebarSpace />
          <SidebarDivider />
          <SidebarGroup
            label="Settings"
            icon={<UserSettingsSignInAvatar />}
            to="/settings"
          >
            {settings}
          </SidebarGroup>
        </Sidebar>
      );
    },
  },
});
