import AppLayout from "@cloudscape-design/components/app-layout";
import Badge from "@cloudscape-design/components/badge";
import SideNavigation, { type SideNavigationProps } from "@cloudscape-design/components/side-navigation";
import Spinner from "@cloudscape-design/components/spinner";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, Route, Routes, useLocation, useNavigate } from "react-router";
import { useMe, useQueue } from "../api/queries.ts";
import { KeySheet } from "../ui/key_sheet.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { isSynthetic, type RuntimeConfig } from "./config.ts";
import { PAGES, type PageRow, pagesFor, SECTIONS } from "./pages.ts";
import { prefer, usePreferences } from "./preferences.ts";
import { useKeys } from "./shortcuts.ts";
import { TopBar } from "./top_bar.tsx";

/** Top bar, navigation and the page of the address. */
export function Shell({ config, onSignOut }: { config: RuntimeConfig; onSignOut: () => void }) {
  const { t } = useTranslation();
  const [keysShown, showKeys] = useState(false);
  const navigate = useNavigate();
  const me = useMe();
  const { navigationOpen } = usePreferences();
  useKeys({ help: () => showKeys(true), search: () => navigate("/search") });
  return (
    <>
      <header id="top">
        <TopBar me={me.data} onKeys={() => showKeys(true)} onSignOut={onSignOut} />
        {isSynthetic(config) && (
          <p className="synthetic" role="note">
            {t("shell.synthetic", { stage: config.stage })}
          </p>
        )}
      </header>
      <AppLayout
        headerSelector="#top"
        toolsHide
        navigation={<Navigation permissions={me.data?.permissions ?? []} />}
        navigationOpen={navigationOpen}
        onNavigationChange={({ detail }) => prefer({ navigationOpen: detail.open })}
        ariaLabels={{
          navigation: t("shell.navigation"),
          navigationToggle: t("shell.openNavigation"),
          navigationClose: t("shell.closeNavigation"),
        }}
        maxContentWidth={2400}
        navigationWidth={190}
        content={<Loaded query={me}>{(data) => <Pages permissions={data.permissions} />}</Loaded>}
      />
      <KeySheet visible={keysShown} onClose={() => showKeys(false)} />
    </>
  );
}

function Pages({ permissions }: { permissions: string[] }) {
  const home = pagesFor(permissions)[0]?.path ?? "/reconciliation";
  return (
    <Suspense fallback={<Spinner size="large" />}>
      <Routes>
        {PAGES.map((page) => (
          <Route key={page.path} path={page.path} element={<page.component />} />
        ))}
        <Route path="*" element={<Navigate to={home} replace />} />
      </Routes>
    </Suspense>
  );
}

/** Whether somebody works at a port and not at the targeting centre. */
const atPort = (permissions: string[]) =>
  permissions.includes("case:acknowledge") && !permissions.includes("case:decide");

function Navigation({ permissions }: { permissions: string[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const here = `/${useLocation().pathname.split("/")[1]}`;
  const badges = useBadges(permissions);
  const shown = pagesFor(permissions);
  const link = (page: PageRow): SideNavigationProps.Link => ({
    type: "link",
    text: t(`pages.${page.key}`),
    href: page.path,
    info: badges[page.key] ? <Badge color="red">{badges[page.key]}</Badge> : undefined,
  });
  const groups = SECTIONS.map((section) => shown.filter((page) => page.section === section)).filter(
    (group) => group.length > 0,
  );
  return (
    <SideNavigation
      header={{ text: t(atPort(permissions) ? "shell.port" : "shell.centre"), href: "/" }}
      activeHref={here === "/cases" ? "/queue" : here}
      onFollow={(event) => {
        event.preventDefault();
        navigate(event.detail.href);
      }}
      items={groups.flatMap((group, index) => [
        ...(index ? [{ type: "divider" as const }] : []),
        ...group.map(link),
      ])}
    />
  );
}

/** Counts beside the names of pages, asked for once and in a way that the person may ask. */
function useBadges(permissions: string[]): Record<string, number | undefined> {
  const office = useMe().data?.office;
  const works = permissions.includes("case:claim");
  const receives = permissions.includes("case:acknowledge");
  const toDecide = useQueue("opened", undefined, works).data?.pages[0]?.counts.opened;
  const toExamine = useQueue("referred", office, receives).data?.pages[0]?.counts.referred;
  return { queue: toDecide, port: toExamine };
}
